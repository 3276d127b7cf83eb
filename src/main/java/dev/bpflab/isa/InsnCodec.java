package dev.bpflab.isa;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** The byte form of instructions (RFC 9669 §3): eight bytes a slot, in the machine's byte order. */
public final class InsnCodec {
    private InsnCodec() {}

    /** Returns the instructions as bytes in native byte order, eight for each slot. */
    public static byte[] encode(List<Insn> insns) {
        int slots = insns.stream().mapToInt(Insn::slots).sum();
        ByteBuffer bytes = ByteBuffer.allocate(slots * 8).order(ByteOrder.nativeOrder());
        InsnEncoder encoder = new InsnEncoder(bytes);
        insns.forEach(insn -> insn.accept(encoder));
        return bytes.array();
    }
}
