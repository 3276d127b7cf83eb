package dev.bpflab.bpf;

/** A place in the kernel to which a program can be attached. */
public sealed interface Hook {
    /** Returns the type of the programs that fit. */
    ProgramType programType();

    /** Returns the hook as people write it, such as {@code tracepoint sched/sched_process_exec}. */
    String describe();

    /** A static tracepoint of the kernel: a directory of {@code /sys/kernel/tracing/events}. */
    record Tracepoint(String category, String name) implements Hook {
        @Override
        public ProgramType programType() {
            return ProgramType.TRACEPOINT;
        }

        @Override
        public String describe() {
            return "tracepoint " + category + "/" + name;
        }

        @Override
        public String toString() {
            return describe();
        }
    }
}
