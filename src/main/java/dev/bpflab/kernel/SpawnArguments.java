package dev.bpflab.kernel;

import java.lang.ref.Reference;
import java.util.List;
import java.util.Map;

/** Everything that posix_spawn(3) is given, prepared, so that the call itself needs nothing more. */
final class SpawnArguments implements AutoCloseable {
    /** More than the structure takes in any C library (glibc: 336 bytes). */
    private static final int OPAQUE = 1024;

    private static final int SIGNAL_SET = 128;
    private static final short SETSIGMASK = 0x08;
    private static final short SETSID = 0x80;

    private final NativeBuffer attributes = NativeBuffer.allocate(OPAQUE);
    private final NativeBuffer noSignals = NativeBuffer.allocate(SIGNAL_SET);
    private final NativeBuffer path;
    private final CStrings arguments;
    private final CStrings environment;

    SpawnArguments(List<String> command, Map<String, String> variables) {
        this.path = NativeBuffer.cString(command.get(0));
        this.arguments = CStrings.of(command);
        this.environment = CStrings.of(variables.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList());
        Libc.posix_spawnattr_init(attributes.address());
        // A JVM's threads block signals that a program wants to get.
        Libc.posix_spawnattr_setsigmask(attributes.address(), noSignals.address());
        Libc.posix_spawnattr_setflags(attributes.address(), (short) (SETSIGMASK | SETSID));
    }

    /** Starts the program with the calling thread's descriptors and identity; puts the process id there and gives 0, or an errno. */
    int start(NativeBuffer pid) {
        try {
            return Libc.posix_spawn(
                    pid.address(), path.address(), 0, attributes.address(), arguments.address(), environment.address());
        } finally {
            Reference.reachabilityFence(pid);
            Reference.reachabilityFence(this);
        }
    }

    @Override
    public void close() {
        Libc.posix_spawnattr_destroy(attributes.address());
    }
}
