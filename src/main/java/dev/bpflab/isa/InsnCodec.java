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

    /** Returns the opcode byte of an instruction, 0x00 to 0xff. */
    public static int opcode(Insn insn) {
        ByteBuffer bytes = ByteBuffer.allocate(insn.slots() * 8).order(ByteOrder.nativeOrder());
        return insn.accept(new InsnEncoder(bytes)).get(0) & 0xff;
    }

    /**
     * Returns the instructions that these bytes, in native byte order, hold. Strict: throws {@link DecodeException} for an
     * unknown opcode, a field that should be zero, a 64-bit immediate without its second slot, and a length that is no
     * multiple of 8. Whether jumps land inside is left to the verifier.
     */
    public static List<Insn> decode(byte[] bytes) {
        return new InsnDecoder(bytes).decode();
    }

    /** Returns the program that these bytes hold, with empty calls and no named maps; fails as {@link #decode(byte[])}. */
    public static Program decodeProgram(byte[] bytes) {
        return Program.of(decode(bytes).stream()
                .map(insn -> new Program.Line(insn, "", null))
                .toList());
    }
}
