package dev.bpflab.asm;

import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;

/** Jumps without a condition, calls and exit (RFC 9669 §4.3). */
public abstract class ControlVocabulary extends MemoryVocabulary {
    ControlVocabulary() {}

    /** Jumps to a label, at most 32767 slots away: {@code goto}. */
    public static Item jmp(String label) {
        return Jumps.jump("jmp", Width.W64, label);
    }

    /** Jumps over {@code offset} slots. */
    public static Item jmp(int offset) {
        return Jumps.jump("jmp", Width.W64, offset);
    }

    /** Jumps to a label at any distance: {@code gotol}. */
    public static Item jmpl(String label) {
        return Jumps.jump("jmpl", Width.W32, label);
    }

    /** Jumps over {@code offset} slots, a number of 32 bits. */
    public static Item jmpl(int offset) {
        return Jumps.jump("jmpl", Width.W32, offset);
    }

    /** Calls a helper; its arguments stand in R1 to R5, the result comes in R0, and R1 to R5 are lost. */
    public static Item call(Helper helper) {
        return Instruction.of("call(Helper." + helper.name() + ")", new Insn.CallHelper(helper.id()));
    }

    /** Calls a helper with the values of these registers, which are first moved to R1, R2 and so on. */
    public static Item call(Helper helper, Reg... arguments) {
        StringBuilder call = new StringBuilder("call(Helper." + helper.name());
        for (Reg argument : arguments) {
            call.append(", ").append(argument.name());
        }
        return HelperCall.write(call.append(')').toString(), helper, (Object[]) arguments);
    }

    /** Calls the helper with this number. */
    public static Item call(int helper) {
        return Instruction.of(CallText.of("call", helper), new Insn.CallHelper(helper));
    }

    /** Calls the function of this program that begins at a label. */
    public static Item callLocal(String label) {
        return new Instruction(CallText.of("callLocal", label), new Insn.CallLocal(0), label, null);
    }

    /** Calls the function of this program that begins {@code offset} slots after the next. */
    public static Item callLocal(int offset) {
        return Instruction.of(CallText.of("callLocal", offset), new Insn.CallLocal(offset));
    }

    /** Calls a kernel function by its BTF id. */
    public static Item callKfunc(int btfId) {
        return Instruction.of(CallText.of("callKfunc", btfId), new Insn.CallKfunc(btfId, (short) 0));
    }

    /** Returns from the program or the function with the value in R0. */
    public static Item exitInsn() {
        return Instruction.of("exitInsn()", new Insn.Exit());
    }
}
