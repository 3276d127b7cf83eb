package dev.bpflab.kernel;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Starts child processes with posix_spawn(3). Unlike {@link ProcessBuilder}, whose helper program may execute first under
 * the same process id, this executes the wanted program and nothing else, so that executions can be counted; and the
 * child stays until we reap it, so that its last name can be read.
 */
final class Spawner {
    /** More than either structure takes in any C library (glibc: 80 and 336 bytes). */
    private static final int OPAQUE = 1024;

    private static final int SIGNAL_SET = 128;
    private static final short SETSIGMASK = 0x08;
    private static final int O_RDWR = 2;

    private final NativeBuffer actions = NativeBuffer.allocate(OPAQUE);
    private final NativeBuffer attributes = NativeBuffer.allocate(OPAQUE);
    private final NativeBuffer noSignals = NativeBuffer.allocate(SIGNAL_SET);
    private final NativeBuffer devNull = NativeBuffer.cString("/dev/null");

    private Spawner() {}

    /**
     * Starts a program that reads nothing and whose output goes nowhere; returns its process id or a negated errno.
     *
     * @param arguments with the program's own name as the first
     */
    static int start(Path program, List<String> arguments) {
        return new Spawner().spawn(program, arguments);
    }

    private int spawn(Path program, List<String> arguments) {
        Map<String, String> environmentOfChild = new HashMap<>(System.getenv());
        environmentOfChild.put(
                Orphans.VARIABLE, Long.toString(ProcessHandle.current().pid()));
        List<String> variables = environmentOfChild.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
        NativeBuffer pid = NativeBuffer.allocate(Integer.BYTES);
        NativeBuffer path = NativeBuffer.cString(program.toString());
        CStrings argv = CStrings.of(arguments);
        CStrings environment = CStrings.of(variables);
        int error = NativeBuffer.holding(
                () -> configured(() -> Libc.posix_spawn(
                        pid.address(),
                        path.address(),
                        actions.address(),
                        attributes.address(),
                        argv.address(),
                        environment.address())),
                this,
                path,
                argv,
                environment);
        return error == 0 ? pid.bytes().getInt(0) : -error;
    }

    /** Makes a call within the life of the two structures; like everything of posix_spawn(3), gives 0 or an errno. */
    private int configured(java.util.function.IntSupplier call) {
        Libc.posix_spawn_file_actions_init(actions.address());
        Libc.posix_spawnattr_init(attributes.address());
        try {
            for (int fd = 0; fd <= 2; fd++) {
                int error = Libc.posix_spawn_file_actions_addopen(actions.address(), fd, devNull.address(), O_RDWR, 0);
                if (error != 0) {
                    return error;
                }
            }
            // A JVM's threads block signals that a program wants to get.
            Libc.posix_spawnattr_setsigmask(attributes.address(), noSignals.address());
            Libc.posix_spawnattr_setflags(attributes.address(), SETSIGMASK);
            return call.getAsInt();
        } finally {
            Libc.posix_spawnattr_destroy(attributes.address());
            Libc.posix_spawn_file_actions_destroy(actions.address());
        }
    }
}
