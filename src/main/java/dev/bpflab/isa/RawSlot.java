package dev.bpflab.isa;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The fields of one slot as they stand in memory, whether an instruction has them so or not (RFC 9669 §3.1).
 *
 * @param opcode 0x00 to 0xff
 * @param dst 0 to 15, of which 11 and more are no register
 * @param src 0 to 15
 * @param offset signed
 * @param imm signed
 */
public record RawSlot(int opcode, int dst, int src, short offset, int imm) {
    /** The bytes of a slot. */
    public static final int BYTES = 8;

    /** Returns the slot with this number in bytes of native order. */
    public static RawSlot at(byte[] bytes, int slot) {
        ByteBuffer from = ByteBuffer.wrap(bytes, slot * BYTES, BYTES).order(ByteOrder.nativeOrder());
        int opcode = from.get() & 0xff;
        int registers = from.get() & 0xff;
        boolean little = from.order() == ByteOrder.LITTLE_ENDIAN;
        int dst = little ? registers & 0xf : registers >> 4;
        int src = little ? registers >> 4 : registers & 0xf;
        return new RawSlot(opcode, dst, src, from.getShort(), from.getInt());
    }

    /** Returns the slot as bytes in native order. */
    public byte[] bytes() {
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        return ByteBuffer.allocate(BYTES)
                .order(ByteOrder.nativeOrder())
                .put((byte) opcode)
                .put((byte) (little ? src << 4 | dst : dst << 4 | src))
                .putShort(offset)
                .putInt(imm)
                .array();
    }
}
