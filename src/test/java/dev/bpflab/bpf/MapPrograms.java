package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.call;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.jne;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldFunc;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.asm.Asm.sub;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R4;
import static dev.bpflab.isa.Size.B;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;

import dev.bpflab.asm.Item;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Reg;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Small programs that do one thing with one map: the key lies at fp-8, room for a value of 8 bytes at fp-16. */
final class MapPrograms {
    private static final int KEY = -8;
    private static final int VALUE = -16;

    private MapPrograms() {}

    static ProgAttr attr(Program program) {
        byte[] insns = InsnCodec.encode(program.link(map -> ((HostUnderTest.Ref) map).fd()));
        return new ProgAttr(ProgramType.SOCKET_FILTER.number(), insns, "GPL", "", 0);
    }

    /** Returns a program that leaves the first byte of a key's value, or -ENOENT. */
    static Program lookup(int map, byte[] key) {
        return assemble(
                bytes(key, KEY),
                pointTo(R2, KEY),
                ldMapFd(R1, new HostUnderTest.Ref(map)),
                call(Helper.MAP_LOOKUP_ELEM),
                jeq(R0, 0, "absent"),
                loadMem(B, R0, R0, 0),
                exitInsn(),
                label("absent"),
                mov(R0, Errno.ENOENT.result()),
                exitInsn());
    }

    /** Returns a program that sets a key's value and leaves what the helper says. */
    static Program update(int map, byte[] key, byte[] value, int flags) {
        return assemble(
                bytes(key, KEY),
                bytes(value, VALUE),
                pointTo(R2, KEY),
                pointTo(R3, VALUE),
                mov(R4, flags),
                ldMapFd(R1, new HostUnderTest.Ref(map)),
                call(Helper.MAP_UPDATE_ELEM),
                exitInsn());
    }

    /** Returns a program that removes a key and leaves what the helper says. */
    static Program delete(int map, byte[] key) {
        return assemble(
                bytes(key, KEY),
                pointTo(R2, KEY),
                ldMapFd(R1, new HostUnderTest.Ref(map)),
                call(Helper.MAP_DELETE_ELEM),
                exitInsn());
    }

    /** Returns a program that pushes a value and leaves what the helper says. */
    static Program push(int map, byte[] value, int flags) {
        return assemble(
                bytes(value, VALUE),
                pointTo(R2, VALUE),
                mov(R3, flags),
                ldMapFd(R1, new HostUnderTest.Ref(map)),
                call(Helper.MAP_PUSH_ELEM),
                exitInsn());
    }

    /** Returns a program that pops or peeks and leaves the first byte of the value, or what the helper says. */
    static Program take(Helper helper, int map) {
        return assemble(
                storeMem(DW, R10, VALUE, 0),
                pointTo(R2, VALUE),
                ldMapFd(R1, new HostUnderTest.Ref(map)),
                call(helper),
                jne(R0, 0, "failed"),
                loadMem(B, R0, R10, VALUE),
                label("failed"),
                exitInsn());
    }

    /** Returns a program that goes over the map's elements and leaves how many there are. */
    static Program forEach(int map) {
        return assemble(
                ldMapFd(R1, new HostUnderTest.Ref(map)),
                ldFunc(R2, "each"),
                mov(R3, 0),
                mov(R4, 0),
                call(Helper.FOR_EACH_MAP_ELEM),
                exitInsn(),
                label("each"),
                mov(R0, 0),
                exitInsn());
    }

    /** Returns a program that writes a record of so many bytes, a multiple of 8, and leaves what the helper says. */
    static Program output(int map, byte[] value, int size) {
        return assemble(
                seq(IntStream.range(1, size / 8 + 1)
                        .mapToObj(i -> bytes(value, -8 * i))
                        .toList()),
                pointTo(R2, -size),
                mov(R3, size),
                mov(R4, 0),
                ldMapFd(R1, new HostUnderTest.Ref(map)),
                call(Helper.RINGBUF_OUTPUT),
                exitInsn());
    }

    /** Returns a program that asks a ring buffer for its size, and leaves 0 when that is max_entries. */
    static Program ringSize(int map, int entries) {
        return assemble(
                mov(R2, 1),
                ldMapFd(R1, new HostUnderTest.Ref(map)),
                call(Helper.RINGBUF_QUERY),
                sub(R0, entries),
                exitInsn());
    }

    /** Writes up to eight bytes to the stack, zeros behind them. */
    private static Item bytes(byte[] bytes, int offset) {
        ByteBuffer words = ByteBuffer.wrap(Arrays.copyOf(bytes, 8)).order(ByteOrder.nativeOrder());
        return seq(storeMem(W, R10, offset, words.getInt(0)), storeMem(W, R10, offset + 4, words.getInt(4)));
    }

    private static Item pointTo(Reg reg, int offset) {
        return seq(mov(reg, R10), add(reg, offset));
    }
}
