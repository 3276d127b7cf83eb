package dev.bpflab.bpf;

/**
 * Where an address lies: in this function, so many bytes behind its beginning. Shown as the kernel does it:
 * {@code do_syscall_64+0x5b}, with a {@code [module]} behind it when it belongs to one.
 *
 * @param name the function, or the file where nothing better is known
 * @param offset bytes from its beginning
 * @param module the kernel module, or the file of a user address; empty for the kernel itself
 */
public record Symbol(String name, long offset, String module) {
    @Override
    public String toString() {
        return name + "+0x" + Long.toHexString(offset) + (module.isEmpty() ? "" : " [" + module + "]");
    }
}
