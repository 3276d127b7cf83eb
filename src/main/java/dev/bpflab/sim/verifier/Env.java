package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.isa.Reg;
import java.util.BitSet;

/** What all checks of one verification share: the program, the log, the path being explored and where it stands. */
final class Env {
    final Log log;
    final Code code;
    final VerifierInput input;
    final Maps maps;
    final Subprograms subprograms;
    /** Where paths meet. */
    final ControlFlow meetings;

    final LiveRegs live;
    final StatePrinter printer;
    final Precision precision;
    final StackLiveness liveness;
    /** The path being explored. */
    PathState cur = PathState.atStart();
    /** The instruction being checked. */
    int slot;
    /** The instruction before it. */
    int previous;
    /** Whether the path's newest history entry is of this instruction. */
    private boolean recorded;
    /** Bytes of stack that each function was seen to use. */
    final int[] stackDepths;
    /** How far the context was used, by all paths so far. */
    ContextReach context = ContextReach.NONE;
    /** Where the context is loaded from, on the paths so far. */
    final BitSet contextLoads = new BitSet();
    /** Which registers and stack slots the next state line of the log shows. */
    private int touchedRegs = -1;

    private long touchedSlots = -1L;
    private int lastId;

    Env(VerifierInput input, Code code, Log log, Maps maps, Subprograms subprograms, ControlFlow meetings) {
        this.input = input;
        this.code = code;
        this.log = log;
        this.maps = maps;
        this.subprograms = subprograms;
        this.meetings = meetings;
        this.live = new LiveRegs(code, subprograms, meetings.graph(), input.type());
        this.stackDepths = new int[subprograms.count()];
        this.printer = new StatePrinter(this);
        this.precision = new Precision(this);
        this.liveness = new StackLiveness(code, meetings, subprograms, log);
    }

    /** Begins the next instruction of the path. */
    void begin() {
        recorded = false;
        cur.lastSlot = previous;
        cur.slot = slot;
    }

    /** Notes in the path's history that it came here, for walks back. */
    JumpHistory recordJump() {
        JumpHistory newest = cur.history;
        if (!recorded || newest == null) {
            newest = JumpHistory.of(newest, slot, cur.lastSlot);
            cur.history = newest;
            recorded = true;
        }
        return newest;
    }

    /** Notes in the path's history that this instruction spills to or fills from a stack slot. */
    void recordAccess(int frame, int index) {
        cur.history = recordJump().withAccess(new JumpHistory.StackPlace(frame, index));
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
        touchedSlots |= 1L << Frame.indexOf(offset);
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
