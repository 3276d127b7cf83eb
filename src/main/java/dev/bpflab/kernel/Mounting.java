package dev.bpflab.kernel;

import dev.bpflab.bpf.Errno;
import java.util.Optional;

/** Mounts the kernel's own file systems; only where {@link KernelHost#probe()} finds a system whose calls can be made. */
public final class Mounting {
    private Mounting() {}

    /**
     * Mounts a file system that is on no device at a folder that exists.
     *
     * @param type as mount(8) calls it, such as {@code tracefs}
     * @return why it failed, empty when it is mounted
     */
    public static Optional<Errno> mount(String type, String folder) {
        NativeBuffer name = NativeBuffer.cString(type);
        NativeBuffer target = NativeBuffer.cString(folder);
        int result = NativeBuffer.holding(
                () -> Libc.result(Libc.mount(name.address(), target.address(), name.address(), 0, 0)), name, target);
        return result < 0 ? Optional.of(Errno.ofResult(result)) : Optional.empty();
    }
}
