package dev.bpflab.kernel;

import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapInfo;
import dev.bpflab.kernel.BpfAttr.Command;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Asks the kernel what is behind a descriptor (BPF_OBJ_GET_INFO_BY_FD). */
final class ObjectInfo {
    /** {@code bpf_fd}, {@code info_len}, {@code info}. */
    private static final int SIZE = 16;

    /** The part of {@code struct bpf_map_info} that ends with the name. */
    private static final int MAP_SIZE = 40;

    /** The part of {@code struct bpf_prog_info} that ends with the id. */
    private static final int PROGRAM_SIZE = 8;

    private ObjectInfo() {}

    /** Returns what the kernel knows of a map, or null when it does not tell. */
    static @Nullable MapInfo ofMap(int fd) {
        NativeBuffer info = Scratch.ofThread().value(MAP_SIZE);
        if (read(fd, info, MAP_SIZE) < 0) {
            return null;
        }
        ByteBuffer bytes = info.bytes();
        MapAttr attr = new MapAttr(
                bytes.getInt(0),
                bytes.getInt(8),
                bytes.getInt(12),
                bytes.getInt(16),
                bytes.getInt(20),
                info.text(24, BpfAttr.NAME_LENGTH));
        return new MapInfo(bytes.getInt(4), attr);
    }

    /** Returns the number of a program's type, or a negated errno. */
    static int programType(int fd) {
        return ofProgram(fd, 0);
    }

    /** Returns a program's id, or a negated errno. */
    static int programId(int fd) {
        return ofProgram(fd, 4);
    }

    private static int ofProgram(int fd, int offset) {
        NativeBuffer info = Scratch.ofThread().value(PROGRAM_SIZE);
        int result = read(fd, info, PROGRAM_SIZE);
        return result < 0 ? result : info.bytes().getInt(offset);
    }

    /** Reads the first so many bytes of {@code struct bpf_map_info} or {@code bpf_prog_info}; returns 0 or a negated errno. */
    static int read(int fd, NativeBuffer into, int length) {
        // What stands in the structure is taken as a request for more, such as the program's instructions.
        into.zero(length);
        return ask(fd, into, length);
    }

    /** Asks for more by what stands in the structure; returns 0 or a negated errno. */
    static int ask(int fd, NativeBuffer into, int length) {
        BpfAttr attr = Scratch.ofThread().attr();
        attr.u32(0, fd).u32(4, length).u64(8, into.address());
        return attr.call(Command.OBJ_GET_INFO_BY_FD, SIZE);
    }
}
