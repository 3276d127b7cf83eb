package dev.bpflab.sim.verifier;

/** Registers that hold the same number, or the same number plus a constant: what is learnt of one holds for all. */
final class LinkedNumbers {
    private LinkedNumbers() {}

    static void sync(PathState state, RegState known) {
        RegState from = known.copy();
        state.forEachReg(reg -> {
            if (reg != known && reg.isScalar() && reg.id != 0 && reg.id == from.id) {
                follow(reg, from);
            }
        });
    }

    private static void follow(RegState reg, RegState from) {
        if (reg.plusOff == from.plusOff && (!reg.plusOff || reg.off == from.off)) {
            reg.set(from);
            return;
        }
        int off = reg.plusOff ? reg.off : 0;
        boolean plusOff = reg.plusOff;
        long distance = (long) off - (from.plusOff ? from.off : 0);
        reg.set(from);
        reg.off = off;
        reg.plusOff = plusOff;
        ScalarOps.add(reg.num, Bounds.constant(distance));
        reg.num.sync();
    }
}
