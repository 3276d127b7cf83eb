package dev.bpflab.sim.verifier;

/** The registers and stack slots of a remembered state whose exact number matters, as masks for each frame. */
final class PreciseMarks {
    /** Those of the path being explored: it is never compared with, so that nothing is marked there. */
    static final PreciseMarks NONE = new PreciseMarks(0);

    private final int[] regs;
    private final long[] slots;

    PreciseMarks(int frames) {
        this.regs = new int[frames];
        this.slots = new long[frames];
    }

    int regs(int frame) {
        return frame < regs.length ? regs[frame] : 0;
    }

    long slots(int frame) {
        return frame < slots.length ? slots[frame] : 0;
    }

    void add(int frame, int moreRegs, long moreSlots) {
        regs[frame] |= moreRegs;
        slots[frame] |= moreSlots;
    }

    void keepOnly(int frame, int liveRegs, long liveSlots) {
        regs[frame] &= liveRegs;
        slots[frame] &= liveSlots;
    }
}
