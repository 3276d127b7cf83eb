package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.isa.Reg;

/** What all checks of one verification share: the program, the log, the path being explored and where it stands. */
final class Env {
    final Log log;
    final Code code;
    final VerifierInput input;
    final Maps maps;
    final Subprograms subprograms;
    /** The path being explored. */
    PathState cur = PathState.atStart();
    /** The instruction being checked. */
    int slot;
    /** Bytes of stack that each function was seen to use. */
    final int[] stackDepths;
    /** How far the context was used, by all paths so far. */
    ContextReach context = ContextReach.NONE;
    /** Which registers and stack slots the next state line of the log shows. */
    private int touchedRegs = -1;

    private long touchedSlots = -1L;
    private int lastId;

    Env(VerifierInput input, Code code, Log log, Maps maps, Subprograms subprograms) {
        this.input = input;
        this.code = code;
        this.log = log;
        this.maps = maps;
        this.subprograms = subprograms;
        this.stackDepths = new int[subprograms.count()];
    }

    int newId() {
        return ++lastId;
    }

    Frame frame() {
        return cur.frame();
    }

    RegState reg(Reg reg) {
        return cur.reg(reg);
    }

    /** Returns a register that an instruction reads. */
    RegState read(Reg reg) {
        touch(reg);
        RegState state = reg(reg);
        if (state.type == RegType.NOT_INIT) {
            throw reject(Errno.EACCES, "R%d !read_ok", reg.number());
        }
        return state;
    }

    /** Returns a register that an instruction writes, its old content still in it. */
    RegState written(Reg reg) {
        touch(reg);
        if (reg == Reg.R10) {
            throw reject(Errno.EACCES, "frame pointer is read only");
        }
        return reg(reg);
    }

    Rejection reject(Errno errno, String format, Object... arguments) {
        return log.reject(errno, format, arguments);
    }

    void touch(Reg reg) {
        touchedRegs |= 1 << reg.number();
    }

    void touchStack(int offset) {
        touchedSlots |= 1L << ((-offset - 1) / 8);
    }

    void touchAll() {
        touchedRegs = -1;
        touchedSlots = -1L;
    }

    void untouchAll() {
        touchedRegs = 0;
        touchedSlots = 0;
    }

    boolean anyTouched() {
        return touchedRegs != 0 || touchedSlots != 0;
    }

    boolean isTouched(int reg) {
        return (touchedRegs >>> reg & 1) != 0;
    }

    boolean isStackTouched(int index) {
        return (touchedSlots >>> index & 1) != 0;
    }

    /** Gives a number an id when it has none, so that its copy is known to be the same number. */
    void identify(RegState reg) {
        if (reg.isScalar() && !reg.num.isConst()) {
            if (reg.plusOff) {
                reg.off = 0;
                reg.forgetId();
            }
            if (reg.id == 0) {
                reg.id = newId();
            }
        }
    }
}
