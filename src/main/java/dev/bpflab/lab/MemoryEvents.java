package dev.bpflab.lab;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperGetCurrentPidTgid;
import static dev.bpflab.asm.Asm.helperMapUpdateElem;
import static dev.bpflab.asm.Asm.jne;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadField;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.rsh;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.UpdateFlag;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Processes, and how much anonymous memory each had when it was last told while it ran in it: by a witness's program. */
record MemoryEvents() implements TrialEvents {
    private static final int TASKS = 10_000;
    private static final int MOST_EXECS = 3;
    private static final List<String> COMMANDS = List.of("true", "ls", "date", "id");
    private static final int ANONPAGES = 1;
    private static final Hook.Tracepoint RSS_STAT = new Hook.Tracepoint("kmem", "rss_stat");

    @Override
    public List<String> names() {
        return List.of("pid", "comm", "anon");
    }

    @Override
    public boolean comeBy(Hook hook) {
        return hook instanceof Hook.Tracepoint || hook instanceof Hook.RawTracepoint;
    }

    @Override
    public Running prepare(Workspace workspace, List<Hook> hooks, Random random) {
        BpfMap<Long, Long> told =
                workspace.create(MapSpec.hash("told", Codecs.U32, Codecs.U64).maxEntries(TASKS));
        workspace.attach(workspace.load(witness(workspace, told), RSS_STAT.programType()), RSS_STAT);
        return () -> {
            List<StartedProcess> ran = new ArrayList<>();
            for (String command : COMMANDS) {
                ran.add(workspace.runExecChain(command, 1 + random.nextInt(MOST_EXECS)));
            }
            List<Fact> facts = ran.stream().map(process -> fact(process, told)).toList();
            told.close();
            return new Made(facts, ran.size() + " processes", "");
        };
    }

    private static Fact fact(StartedProcess process, BpfMap<Long, Long> told) {
        return new Fact(Map.of(
                "pid", Long.toString(process.pid()),
                "comm", process.comm(),
                "anon", Long.toString(told.find(process.pid()).orElse(0L))));
    }

    private static Program witness(Workspace workspace, BpfMap<Long, Long> told) {
        return assemble(
                workspace.fields(RSS_STAT),
                mov(R6, R1),
                loadField(R1, R6, "curr"),
                jne(R1, 1, "out"),
                loadField(R1, R6, "member"),
                jne(R1, ANONPAGES, "out"),
                loadField(R1, R6, "size"),
                storeMem(DW, R10, -16, R1),
                helperGetCurrentPidTgid(),
                rsh(R0, 32),
                storeMem(W, R10, -4, R0),
                ldMapFd(R1, told),
                mov(R2, R10),
                add(R2, -4),
                mov(R3, R10),
                add(R3, -16),
                helperMapUpdateElem(R1, R2, R3, UpdateFlag.ANY.number()),
                label("out"),
                mov(R0, 0),
                exitInsn());
    }
}
