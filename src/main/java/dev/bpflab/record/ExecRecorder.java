package dev.bpflab.record;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.fieldAddress;
import static dev.bpflab.asm.Asm.helperGetCurrentComm;
import static dev.bpflab.asm.Asm.helperGetCurrentUidGid;
import static dev.bpflab.asm.Asm.helperGetSmpProcessorId;
import static dev.bpflab.asm.Asm.helperKtimeGetNs;
import static dev.bpflab.asm.Asm.helperProbeReadKernelStr;
import static dev.bpflab.asm.Asm.helperRingbufReserve;
import static dev.bpflab.asm.Asm.helperRingbufSubmit;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadField;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.bpf.Codecs.COMM;
import static dev.bpflab.bpf.Codecs.field;
import static dev.bpflab.bpf.Codecs.struct;
import static dev.bpflab.bpf.Codecs.text;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Reg.R7;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;

import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.Link;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.Struct;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import dev.bpflab.sim.ExecRecording;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Records what a command executes on a live kernel, and what the processes execute that it starts. Kept are programs of the
 * system's own folders, so that no name of a person or project gets into a recording.
 */
public final class ExecRecorder {
    private static final Pattern SYSTEMS_OWN =
            Pattern.compile("(/usr)?/s?bin/[a-z0-9._+-]+|/usr/(lib|libexec)/(git-core|gcc)[a-z0-9/._+-]*");

    private static final int ROOM = 1 << 20;
    private static final Hook EXEC = Bpf.tracepoint("sched", "sched_process_exec");
    private static final Duration LOOK_EVERY = Duration.ofMillis(100);

    private static final int FILENAME = 40;
    private static final int FILENAME_SIZE = 128;

    /** What the program writes for each execution. */
    private record Execution(long ns, int cpu, int pid, int oldPid, int uid, String comm, String filename) {}

    private static final Struct<Execution> EXECUTION =
            struct(Execution.class, field("comm", COMM), field("filename", text(FILENAME_SIZE)));

    private final Workspace workspace;
    private final Family family;
    private final BpfMap<ByteBuffer, Execution> executions;

    /** Creates a recorder on a workspace of its own. */
    public ExecRecorder(Workspace workspace) {
        this.workspace = workspace;
        this.family = new Family(workspace);
        this.executions =
                workspace.create(MapSpec.ringbuf("executions", EXECUTION).maxEntries(ROOM));
    }

    /**
     * Runs a command to its end, which gets no input and whose output is dropped, and records meanwhile. When the calling
     * thread is interrupted it is ended, and what was recorded until then comes back.
     *
     * @throws IOException when the command cannot be started
     */
    public ExecRecording record(List<String> command) throws IOException {
        List<Execution> seen = new ArrayList<>();
        List<Link> links = new ArrayList<>();
        try {
            links.add(family.follow());
            links.add(workspace.attach(workspace.load(writing(), ProgramType.TRACEPOINT), EXEC));
            run(command, seen);
        } finally {
            links.forEach(Link::close);
        }
        seen.addAll(executions.drain());
        return recording(seen);
    }

    private void run(List<String> command, List<Execution> seen) throws IOException {
        CommandRun.during(command, () -> {
            executions.poll(LOOK_EVERY, seen::add);
            return true;
        });
    }

    private Program writing() {
        return assemble(
                workspace.fields(EXEC),
                mov(R6, R1),
                family.lookUp(),
                jeq(R0, 0, "out"),
                ldMapFd(R1, executions),
                helperRingbufReserve(R1, EXECUTION.size(), 0),
                jeq(R0, 0, "out"),
                mov(R7, R0),
                helperKtimeGetNs(),
                storeMem(DW, R7, 0, R0),
                helperGetSmpProcessorId(),
                storeMem(W, R7, 8, R0),
                loadField(R1, R6, "pid"),
                storeMem(W, R7, 12, R1),
                loadField(R1, R6, "old_pid"),
                storeMem(W, R7, 16, R1),
                helperGetCurrentUidGid(),
                storeMem(W, R7, 20, R0),
                mov(R1, R7),
                add(R1, 24),
                helperGetCurrentComm(R1, 16),
                mov(R1, R7),
                add(R1, FILENAME),
                fieldAddress(R3, R6, "filename"),
                helperProbeReadKernelStr(R1, FILENAME_SIZE, R3),
                helperRingbufSubmit(R7, 0),
                label("out"),
                mov(R0, 0),
                exitInsn());
    }

    private static ExecRecording recording(List<Execution> seen) {
        List<Execution> kept = seen.stream()
                .filter(exec -> SYSTEMS_OWN.matcher(exec.filename()).matches())
                .sorted(Comparator.comparingLong(Execution::ns))
                .toList();
        long first = kept.isEmpty() ? 0 : kept.get(0).ns();
        return new ExecRecording(kept.stream()
                .map(exec -> new ExecRecording.Event(
                        exec.ns() - first,
                        exec.cpu(),
                        exec.pid(),
                        exec.oldPid(),
                        exec.uid(),
                        exec.comm(),
                        exec.filename()))
                .toList());
    }
}
