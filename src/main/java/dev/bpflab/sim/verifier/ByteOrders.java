package dev.bpflab.sim.verifier;

import dev.bpflab.isa.EndianOp;
import dev.bpflab.isa.Insn;
import java.nio.ByteOrder;

/** What is known of a number whose bytes are swapped or cut off. */
final class ByteOrders {
    private ByteOrders() {}

    static void apply(Insn.Endian insn, RegState dst) {
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        boolean swaps = insn.op() == EndianOp.BSWAP || (insn.op() == EndianOp.LE) != little;
        Bounds num = dst.num;
        if (swaps || insn.bits() < 64) {
            dst.off = 0;
            dst.forgetId();
        }
        if (swaps) {
            int unused = 64 - insn.bits();
            num.bits = new Tnum(
                    Long.reverseBytes(num.bits.value()) >>> unused, Long.reverseBytes(num.bits.mask()) >>> unused);
            num.unbound();
        }
        if (insn.bits() < 64) {
            num.truncate(insn.bits() / 8);
        }
        num.sync();
    }
}
