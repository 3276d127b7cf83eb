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
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.asm.Item;
import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.UpdateFlag;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import dev.bpflab.lab.CheckResult.Failed;
import dev.bpflab.pattern.Counter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trials in which tasks are sampled and switched. */
class TaskTrialTest {
    private static final String SWITCH =
            "behaviour=program;on=tracepoint sched/sched_switch;uses=counts;events=switches;" + "key=u32;value=u64";
    private static final String SAMPLE =
            "behaviour=program;on=perf cpu-clock;uses=counts;events=samples;key=u32;value=u64";

    private static final String MEMORY =
            "behaviour=program;on=tracepoint kmem/rss_stat;uses=counts;events=memory;key=u32;value=u64";

    private final Workspace workspace = FakeStage.workspace();
    private final FakeSession session = new FakeSession(workspace);
    private final BpfMap<Long, Long> counts =
            workspace.create(MapSpec.hash("counts", Codecs.U32, Codecs.U64).maxEntries(1000));

    @AfterEach
    void close() {
        workspace.close();
    }

    private CheckResult judge(Program program, String attributes, String row) {
        session.set("counts", counts);
        session.set("program", program);
        return CheckKind.read(Blocks.check(attributes, "key|value", row))
                .judge(new Scene(session, Trials.of(Simulated::workspace, 7)));
    }

    /** Counts by the process in whose name the program runs, each time or twice. */
    private Program counting(boolean twice) {
        try (Counter<Long> counter = new Counter<>(counts)) {
            Item once = counter.count(-4);
            Item key = dev.bpflab.asm.Asm.seq(helperGetCurrentPidTgid(), rsh(R0, 32), storeMem(W, R10, -4, R0), once);
            return twice
                    ? assemble(key, counter.count(-4), mov(R0, 0), exitInsn())
                    : assemble(key, mov(R0, 0), exitInsn());
        }
    }

    @Test
    void samplesAreCountedByProcess() {
        assertThat(judge(counting(false), SAMPLE, "{pid}|{samples}")).isEqualTo(CheckResult.passed());
        Failed failed = (Failed) judge(counting(true), SAMPLE, "{pid}|~ {samples}");
        assertThat(failed.expected())
                .matches("in a trial of \\d+ processes with \\d+ samples, counts: \\d+ -> ~ \\d+.*");
    }

    @Test
    void switchesAreCountedByTask() {
        assertThat(judge(counting(false), SWITCH, "{pid}|{switches}")).isEqualTo(CheckResult.passed());
        assertThat(judge(counting(true), SWITCH, "{pid}|{switches}")).isInstanceOf(Failed.class);
    }

    /** Keeps the sizes of anonymous memory by process: with ANY the last, with NOEXIST the first. */
    private Program weighing(UpdateFlag flag, int current) {
        return assemble(
                workspace.fields(Bpf.tracepoint("kmem", "rss_stat")),
                mov(R6, R1),
                loadField(R1, R6, "member"),
                jne(R1, 1, "out"),
                loadField(R1, R6, "curr"),
                jne(R1, current, "out"),
                loadField(R1, R6, "size"),
                storeMem(DW, R10, -16, R1),
                helperGetCurrentPidTgid(),
                rsh(R0, 32),
                storeMem(W, R10, -4, R0),
                mov(R2, R10),
                add(R2, -4),
                mov(R3, R10),
                add(R3, -16),
                ldMapFd(R1, counts),
                helperMapUpdateElem(R1, R2, R3, flag.number()),
                label("out"),
                mov(R0, 0),
                exitInsn());
    }

    @Test
    void theLastSizeOfTheCurrentMemoryIsKept() {
        String row = "{pid}|{anon}";
        assertThat(judge(weighing(UpdateFlag.ANY, 1), MEMORY, row)).isEqualTo(CheckResult.passed());
        assertThat(judge(weighing(UpdateFlag.NOEXIST, 1), MEMORY, row)).isInstanceOf(Failed.class);
        assertThat(judge(weighing(UpdateFlag.ANY, 0), MEMORY, row)).isInstanceOf(Failed.class);
    }
}
