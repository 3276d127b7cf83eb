package dev.bpflab.sim.verifier;

import dev.bpflab.isa.Disassembler;
import dev.bpflab.isa.Insn;

/** An instruction as the log shows it. */
final class InsnText {
    private InsnText() {}

    /** Returns the slot, the opcode in hexadecimal and the kernel's notation: {@code 0: (b7) r0 = 0}. */
    static String line(int slot, Insn insn) {
        return Disassembler.line(slot, insn);
    }
}
