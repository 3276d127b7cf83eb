package dev.bpflab.sim.verifier;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Operand;
import dev.bpflab.isa.Reg;
import org.jspecify.annotations.Nullable;

/**
 * One instruction, walked over backwards: from what is sought after it follows what is to be sought before it. Gives false
 * where that cannot be said.
 */
final class BackwardStep implements Insn.Visitor<Boolean> {
    private static final int ARGUMENTS = 0x3e;

    private final Code code;
    private final Precision sought;
    private int slot;
    private int later;
    private @Nullable JumpHistory entry;

    BackwardStep(Code code, Precision sought) {
        this.code = code;
        this.sought = sought;
    }

    /**
     * Walks over one instruction.
     *
     * @param later the instruction that came after it
     * @param entry what the path's history says of it
     */
    boolean back(int at, int later, @Nullable JumpHistory entry) {
        this.slot = at;
        this.later = later;
        this.entry = entry;
        seekLinked();
        boolean known = code.insn(at).accept(this);
        seekLinked();
        return known;
    }

    /** What a jump taught of one number it taught of all that are linked with it. */
    private void seekLinked() {
        if (entry != null && entry.linked().stream().anyMatch(sought::seeks)) {
            entry.linked().forEach(sought::add);
        }
    }

    private JumpHistory.RegPlace place(int reg) {
        return new JumpHistory.RegPlace(sought.frame(), reg);
    }

    private boolean seeks(Operand operand) {
        return operand instanceof Reg reg && (sought.soughtRegs() >>> reg.number() & 1) != 0;
    }

    private void seek(Operand operand) {
        if (operand instanceof Reg reg && reg != Reg.R10) {
            sought.add(place(reg.number()));
        }
    }

    private void found(Reg reg) {
        sought.remove(place(reg.number()));
    }

    @Override
    public Boolean alu(Insn.Alu insn) {
        if (seeks(insn.dst()) && insn.op() != AluOp.NEG) {
            if (insn.op().code() == AluOp.MOV.code()) {
                found(insn.dst());
            }
            seek(insn.src());
        }
        return true;
    }

    @Override
    public Boolean endian(Insn.Endian insn) {
        return true;
    }

    @Override
    public Boolean load(Insn.Load insn) {
        if (seeks(insn.dst())) {
            found(insn.dst());
            if (entry != null && entry.access() != null) {
                sought.add(entry.access());
            }
        }
        return true;
    }

    @Override
    public Boolean store(Insn.Store insn) {
        return stored(insn.dst(), insn.src());
    }

    @Override
    public Boolean atomic(Insn.Atomic insn) {
        return stored(insn.dst(), insn.src());
    }

    private boolean stored(Reg pointer, Operand value) {
        if (seeks(pointer)) {
            return false;
        }
        JumpHistory.StackPlace access = entry == null ? null : entry.access();
        if (access != null && sought.seeks(access)) {
            sought.remove(access);
            seek(value);
        }
        return true;
    }

    @Override
    public Boolean jumpIf(Insn.JumpIf insn) {
        if (insn.src() instanceof Reg src && (seeks(insn.dst()) || seeks(src))) {
            if (entry == null || !entry.srcIsStack()) {
                sought.add(place(src.number()));
            }
            if (entry == null || !entry.dstIsStack()) {
                sought.add(place(insn.dst().number()));
            }
        }
        return true;
    }

    @Override
    public Boolean jump(Insn.Jump insn) {
        return true;
    }

    @Override
    public Boolean callLocal(Insn.CallLocal insn) {
        int arguments = sought.soughtRegs();
        if ((arguments & ~ARGUMENTS) != 0 || sought.soughtSlots() != 0 || sought.frame() == 0) {
            return false;
        }
        forgetArguments();
        sought.leaveFunction();
        for (int reg = 1; reg <= 5; reg++) {
            if ((arguments >>> reg & 1) != 0) {
                sought.add(place(reg));
            }
        }
        return true;
    }

    private void forgetArguments() {
        for (int reg = 1; reg <= 5; reg++) {
            sought.remove(place(reg));
        }
    }

    @Override
    public Boolean callHelper(Insn.CallHelper insn) {
        if (code.callsBack(slot) && slot != later - 1) {
            if ((sought.soughtRegs() & ~ARGUMENTS) != 0 || sought.soughtSlots() != 0) {
                return false;
            }
            forgetArguments();
            return sought.leaveFunction();
        }
        return called();
    }

    private boolean called() {
        found(Reg.R0);
        return (sought.soughtRegs() & ARGUMENTS) == 0;
    }

    @Override
    public Boolean callReg(Insn.CallReg insn) {
        return called();
    }

    @Override
    public Boolean callKfunc(Insn.CallKfunc insn) {
        return called();
    }

    @Override
    public Boolean exit(Insn.Exit insn) {
        if (code.callsBack(later)) {
            forgetArguments();
        }
        if ((sought.soughtRegs() & ARGUMENTS) != 0) {
            return false;
        }
        boolean givesResult = later > 0 && code.at(later - 1) instanceof Insn.CallLocal && seeks(Reg.R0);
        found(Reg.R0);
        if (!sought.enterFunction()) {
            return false;
        }
        if (givesResult) {
            seek(Reg.R0);
        }
        return true;
    }

    @Override
    public Boolean ldImm64(Insn.LdImm64 insn) {
        found(insn.dst());
        return true;
    }

    @Override
    public Boolean loadPacket(Insn.LoadPacket insn) {
        return !seeks(Reg.R0);
    }
}
