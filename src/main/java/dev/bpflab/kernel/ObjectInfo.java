package dev.bpflab.kernel;

import dev.bpflab.kernel.BpfAttr.Command;

/** Asks the kernel what is behind a descriptor (BPF_OBJ_GET_INFO_BY_FD). */
final class ObjectInfo {
    /** {@code bpf_fd}, {@code info_len}, {@code info}. */
    private static final int SIZE = 16;

    private ObjectInfo() {}

    /** Reads the first so many bytes of {@code struct bpf_map_info} or {@code bpf_prog_info}; returns 0 or a negated errno. */
    static int read(int fd, NativeBuffer into, int length) {
        // What stands in the structure is taken as a request for more, such as the program's instructions.
        into.zero(length);
        BpfAttr attr = Scratch.ofThread().attr();
        attr.u32(0, fd).u32(4, length).u64(8, into.address());
        return attr.call(Command.OBJ_GET_INFO_BY_FD, SIZE);
    }
}
