package dev.bpflab.bpf;

import java.util.Locale;

/** Says in words why a program could not be loaded, attached or test-run, and what to do about it. */
final class ProgramFailures {
    /** The kernel's limit for privileged programs. */
    private static final int MAX_SLOTS = 1_000_000;

    private ProgramFailures() {}

    static BpfException ofLoad(String operation, ProgramSpec spec, LoadOutcome outcome) {
        Errno errno = Errno.ofResult(outcome.result());
        VerifierLog log = new VerifierLog(outcome.log());
        if (errno == Errno.EAGAIN) {
            return new BpfException(operation, errno, "it was interrupted while the verifier worked", "try again");
        }
        if (!log.reason().isEmpty()) {
            return new VerifierException(operation, errno, spec, log);
        }
        return switch (errno) {
            case EPERM ->
                new BpfException(
                        operation, errno, "bpf(2) is not allowed to this user", "run as root, or use --host sim");
            case EINVAL ->
                new BpfException(
                        operation,
                        errno,
                        "the kernel refused it before verification",
                        "look at the program's type and name");
            case E2BIG ->
                new BpfException(
                        operation,
                        errno,
                        "the program has " + spec.program().slots() + " instructions",
                        "use 1 to " + MAX_SLOTS);
            case EBADF -> new BpfException(operation, errno, "the workspace is closed", "open another one");
            case EMFILE, ENFILE ->
                new BpfException(operation, errno, "too many files are open", "close programs that are not used");
            default -> new BpfException(operation, errno, errno.text().toLowerCase(Locale.ROOT), null);
        };
    }

    static BpfException ofAttach(String operation, AttachOutcome outcome) {
        return new BpfException(
                operation,
                Errno.ofResult(outcome.result()),
                outcome.cause(),
                outcome.remedy().isEmpty() ? null : outcome.remedy());
    }

    static BpfException ofLink(String operation, Errno errno) {
        return switch (errno) {
            case ENOTSUP ->
                new BpfException(operation, errno, "the kernel cannot detach a link of this kind", "close it instead");
            case EINVAL -> new BpfException(operation, errno, "it is no link of bpf(2)", "close it instead");
            case EPERM -> new BpfException(operation, errno, "this user may not do that", "run as root");
            default -> new BpfException(operation, errno, errno.text().toLowerCase(Locale.ROOT), null);
        };
    }

    static BpfException ofTestRun(String operation, ProgramType type, TestRun run, TestRunOutcome outcome) {
        Errno errno = Errno.ofResult(outcome.result());
        return switch (errno) {
            case ENOTSUPP ->
                new BpfException(
                        operation,
                        errno,
                        "the kernel cannot test-run " + type.aProgram(),
                        "attach it and make the event happen");
            case EINVAL ->
                new BpfException(
                        operation,
                        errno,
                        "the kernel takes no such " + input(type, run) + " for " + type.aProgram(),
                        remedy(type, run));
            case E2BIG ->
                new BpfException(
                        operation,
                        errno,
                        "the context says something behind the end of the kernel's structure",
                        "make it with fields(…).bytes(Map.of(…))");
            case ENODEV ->
                new BpfException(
                        operation,
                        errno,
                        "the context names an interface that there is not",
                        "use an index of interfaces(), or 0");
            case ENXIO -> new BpfException(operation, errno, "there is no such CPU that may be used here", "use CPU 0");
            case EINTR -> new BpfException(operation, errno, "it was interrupted", null);
            default -> new BpfException(operation, errno, errno.text().toLowerCase(Locale.ROOT), null);
        };
    }

    private static String input(ProgramType type, TestRun run) {
        if (type == ProgramType.RAW_TRACEPOINT) {
            return "data";
        }
        return run.cpu().isPresent() ? "choice of a CPU" : run.context().length > 0 ? "packet or context" : "data";
    }

    private static String remedy(ProgramType type, TestRun run) {
        if (type == ProgramType.RAW_TRACEPOINT) {
            return "give it the arguments that it reads, and nothing else: TestRun.ofArguments(…)";
        }
        if (run.cpu().isPresent()) {
            return "leave onCpu away";
        }
        if (run.context().length == 0) {
            return "a packet has at least 14 bytes";
        }
        return type == ProgramType.XDP
                ? "set data (so many bytes of metadata, a multiple of 4), data_end, ingress_ifindex, rx_queue_index, and "
                        + "have 14 bytes or more behind the metadata"
                : "set mark, priority, ingress_ifindex, ifindex, cb, tstamp, wire_len, gso_segs, gso_size or hwtstamp only";
    }
}
