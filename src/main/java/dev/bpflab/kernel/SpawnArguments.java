package dev.bpflab.kernel;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;

/** Everything that posix_spawn(3) is given, prepared, so that the call itself needs nothing more. */
final class SpawnArguments implements AutoCloseable {
    /** More than either structure takes in any C library (glibc: 80 and 336 bytes). */
    private static final int OPAQUE = 1024;

    private static final int SIGNAL_SET = 128;
    private static final short SETSIGMASK = 0x08;
    private static final short SETSID = 0x80;
    private static final int O_RDWR = 2;

    private final NativeBuffer actions = NativeBuffer.allocate(OPAQUE);
    private final NativeBuffer attributes = NativeBuffer.allocate(OPAQUE);
    private final NativeBuffer noSignals = NativeBuffer.allocate(SIGNAL_SET);
    private final NativeBuffer devNull = NativeBuffer.cString("/dev/null");
    private final NativeBuffer path;
    private final CStrings arguments;
    private final CStrings environment;

    private SpawnArguments(String program, List<String> command, Map<String, String> variables, int flags) {
        this.path = NativeBuffer.cString(program);
        this.arguments = CStrings.of(command);
        this.environment = CStrings.of(variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList());
        Libc.posix_spawn_file_actions_init(actions.address());
        Libc.posix_spawnattr_init(attributes.address());
        // A JVM's threads block signals that a program wants to get.
        Libc.posix_spawnattr_setsigmask(attributes.address(), noSignals.address());
        Libc.posix_spawnattr_setflags(attributes.address(), (short) (SETSIGMASK | flags));
    }

    /** Prepares a program whose descriptors are those of the thread that starts it, in a session of its own. */
    static SpawnArguments inheriting(List<String> command, Map<String, String> variables) {
        return new SpawnArguments(command.get(0), command, variables, SETSID);
    }

    /** Prepares a program that reads nothing and whose output goes nowhere. */
    static SpawnArguments silent(String program, List<String> command, Map<String, String> variables) {
        SpawnArguments silent = new SpawnArguments(program, command, variables, 0);
        for (int fd = 0; fd <= 2; fd++) {
            Libc.posix_spawn_file_actions_addopen(silent.actions.address(), fd, silent.devNull.address(), O_RDWR, 0);
        }
        return silent;
    }

    /** Starts the program with what the calling thread is; puts the process id there and gives 0, or an errno. */
    int start(NativeBuffer pid) {
        try {
            return Libc.posix_spawn(
                    pid.address(),
                    path.address(),
                    actions.address(),
                    attributes.address(),
                    arguments.address(),
                    environment.address());
        } finally {
            Reference.reachabilityFence(pid);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void close() {
        try {
            Libc.posix_spawnattr_destroy(attributes.address());
            Libc.posix_spawn_file_actions_destroy(actions.address());
        } finally {
            Reference.reachabilityFence(this);
        }
    }
}
