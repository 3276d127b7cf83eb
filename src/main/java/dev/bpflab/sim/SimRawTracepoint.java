package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import dev.bpflab.sim.machine.Environment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** A raw tracepoint: programs get its arguments as numbers of eight bytes. */
final class SimRawTracepoint implements AttachPoint {
    private final TracepointEvent event;
    private final ProgramList programs = ProgramList.unlimited();

    /** Creates a tracepoint to which nothing is attached. */
    SimRawTracepoint(TracepointEvent event) {
        this.event = event;
    }

    /** Adds a link; -EINVAL when its program reads more arguments than there are. */
    @Override
    public int add(LinkObject link) {
        return link.program().context().end() > event.arguments() * (long) Long.BYTES
                ? Errno.EINVAL.result()
                : programs.add(link);
    }

    @Override
    public void remove(LinkObject link) {
        programs.remove(link);
    }

    /** Returns whether a program would see an event. */
    boolean isWatched() {
        return !programs.isEmpty();
    }

    /** Runs every attached program on the arguments. */
    void fire(ProgramRunner runner, Environment environment, long... values) {
        ByteBuffer context = ByteBuffer.allocate(event.arguments() * Long.BYTES).order(ByteOrder.nativeOrder());
        for (long value : values) {
            context.putLong(value);
        }
        programs.forEach(program ->
                runner.runAt(event.hook().name(), program, environment, memory -> memory.context(context.array())));
    }
}
