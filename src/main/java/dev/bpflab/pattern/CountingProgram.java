package dev.bpflab.pattern;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.jgt;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R4;
import static dev.bpflab.isa.Reg.R5;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;

import dev.bpflab.asm.Item;
import dev.bpflab.bpf.Codec;
import dev.bpflab.bpf.Values;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Size;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** The program by which userspace counts: the amount and the key come to it as the bytes of a packet. */
final class CountingProgram<K> implements AutoCloseable {
    private static final int AMOUNT_BYTES = 8;

    private final Counter<K> counter;
    private final PacketProgram program;

    CountingProgram(Counter<K> counter) {
        this.counter = counter;
        this.program = new PacketProgram(this::assembled);
    }

    /** Returns 0, or the negated errno of what the program could not do. */
    int run(K key, long amount) {
        Codec<K> codec = counter.map().spec().key();
        byte[] packet = new byte[AMOUNT_BYTES + codec.size()];
        ByteBuffer.wrap(packet).put(Values.u64(amount)).put(Values.encode(codec, key));
        return program.run(packet).returnValue();
    }

    private Program assembled() {
        int keySize = counter.map().spec().key().size();
        int keyAt = -(keySize + 7) / 8 * 8;
        return assemble(
                loadMem(W, R2, R1, 0), // where the packet begins and ends
                loadMem(W, R3, R1, 4),
                mov(R4, R2),
                add(R4, AMOUNT_BYTES + keySize),
                mov(R0, 0),
                jgt(R4, R3, "out"),
                loadMem(DW, R6, R2, 0),
                copy(keySize, keyAt),
                counter.count(keyAt, R6),
                label("out"),
                exitInsn());
    }

    private static Item copy(int keySize, int keyAt) {
        List<Item> copies = new ArrayList<>();
        for (int at = 0; at < keySize; ) {
            Size size = largest(keySize - at);
            copies.add(loadMem(size, R5, R2, AMOUNT_BYTES + at));
            copies.add(storeMem(size, R10, keyAt + at, R5));
            at += size.bytes();
        }
        return seq(copies);
    }

    private static Size largest(int bytes) {
        return bytes >= 8 ? DW : bytes >= 4 ? W : bytes >= 2 ? Size.H : Size.B;
    }

    @Override
    public void close() {
        program.close();
    }
}
