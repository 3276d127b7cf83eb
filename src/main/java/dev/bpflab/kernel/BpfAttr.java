package dev.bpflab.kernel;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** The attributes of one bpf(2) call ({@code union bpf_attr} of linux/bpf.h), filled in by offset. */
final class BpfAttr {
    /** Large enough for every command that we use. */
    private static final int SIZE = 152;

    /** Names are 16 bytes with their NUL; a name without one in them is refused by the kernel. */
    static final int NAME_LENGTH = 16;

    private static final long BPF = SystemCall.BPF.number();

    private final NativeBuffer memory = NativeBuffer.allocate(SIZE);
    private final ByteBuffer bytes = memory.bytes();

    /** Zeroes everything. */
    BpfAttr clear() {
        for (int i = 0; i < SIZE; i += Long.BYTES) {
            bytes.putLong(i, 0);
        }
        return this;
    }

    BpfAttr u32(int offset, int value) {
        bytes.putInt(offset, value);
        return this;
    }

    BpfAttr u64(int offset, long value) {
        bytes.putLong(offset, value);
        return this;
    }

    BpfAttr name(int offset, String name) {
        byte[] utf8 = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < NAME_LENGTH; i++) {
            bytes.put(offset + i, i < utf8.length ? utf8[i] : 0);
        }
        return this;
    }

    int u32(int offset) {
        return bytes.getInt(offset);
    }

    /** Makes the system call with the first {@code size} bytes; returns its result or a negated errno. */
    int call(Command command, int size) {
        return Libc.result(Libc.syscall(BPF, command.number(), memory.address(), size));
    }

    /** The commands of bpf(2) that we use. */
    enum Command {
        MAP_CREATE(0),
        MAP_LOOKUP_ELEM(1),
        MAP_UPDATE_ELEM(2),
        MAP_DELETE_ELEM(3),
        MAP_GET_NEXT_KEY(4),
        PROG_LOAD(5),
        OBJ_PIN(6),
        OBJ_GET(7),
        PROG_ATTACH(8),
        PROG_TEST_RUN(10),
        PROG_GET_NEXT_ID(11),
        MAP_GET_NEXT_ID(12),
        PROG_GET_FD_BY_ID(13),
        MAP_GET_FD_BY_ID(14),
        OBJ_GET_INFO_BY_FD(15),
        BTF_LOAD(18),
        MAP_LOOKUP_AND_DELETE_ELEM(21),
        MAP_FREEZE(22),
        MAP_LOOKUP_BATCH(24),
        MAP_LOOKUP_AND_DELETE_BATCH(25),
        MAP_UPDATE_BATCH(26),
        MAP_DELETE_BATCH(27),
        RAW_TRACEPOINT_OPEN(17),
        LINK_CREATE(28),
        LINK_GET_FD_BY_ID(30),
        LINK_GET_NEXT_ID(31),
        LINK_DETACH(34);

        private final int number;

        Command(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }
    }
}
