package dev.bpflab.sim.verifier;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.DecodeException;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.RawSlot;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A program's bytes as the verifier takes them: it refuses most malformed instructions only when a path comes to them,
 * so that each stands here as a harmless one that leads where the kernel's walks over the program see it lead.
 *
 * @param insns the instructions, in the place of malformed ones others
 * @param malformed what really stands there, by slot
 */
public record Decoded(List<Insn> insns, Map<Integer, RawSlot> malformed) {
    private static final int LD_IMM64 = 0x18;
    private static final int CALL = 0x85;
    private static final int EXIT = 0x95;
    private static final int JA = 0x05;
    private static final int JA32 = 0x06;
    private static final Insn NOTHING = new Insn.Alu(Width.W64, AluOp.MOV, Reg.R0, new Imm(0));

    public Decoded {
        insns = List.copyOf(insns);
        malformed = Map.copyOf(malformed);
    }

    /** Well-formed instructions. */
    static Decoded of(List<Insn> insns) {
        return new Decoded(insns, Map.of());
    }

    /** Reads any bytes whose number is a multiple of eight. */
    public static Decoded of(byte[] bytes) {
        try {
            return of(InsnCodec.decode(bytes));
        } catch (DecodeException e) {
            return new Lenient(bytes).read();
        }
    }

    /** Reads slot by slot. */
    private static final class Lenient {
        private final byte[] bytes;
        private final List<Insn> insns = new ArrayList<>();
        private final Map<Integer, RawSlot> malformed = new HashMap<>();

        Lenient(byte[] bytes) {
            this.bytes = bytes;
        }

        Decoded read() {
            for (int slot = 0; slot < bytes.length / RawSlot.BYTES; ) {
                Insn insn = insn(slot, RawSlot.at(bytes, slot));
                insns.add(insn);
                slot += insn.slots();
            }
            return new Decoded(insns, malformed);
        }

        private Insn insn(int slot, RawSlot raw) {
            boolean wide = raw.opcode() == LD_IMM64 && isSecond(slot + 1);
            try {
                int from = slot * RawSlot.BYTES;
                int length = wide ? 2 * RawSlot.BYTES : RawSlot.BYTES;
                return InsnCodec.decode(Arrays.copyOfRange(bytes, from, from + length))
                        .get(0);
            } catch (DecodeException e) {
                malformed.put(slot, raw);
                return wide ? wide(slot, raw) : standIn(raw);
            }
        }

        /** Returns whether a slot can be the second of a 64-bit immediate. */
        private boolean isSecond(int slot) {
            if (slot >= bytes.length / RawSlot.BYTES) {
                return false;
            }
            RawSlot raw = RawSlot.at(bytes, slot);
            return raw.opcode() == 0 && raw.dst() == 0 && raw.src() == 0 && raw.offset() == 0;
        }

        private Insn wide(int slot, RawSlot raw) {
            int high = RawSlot.at(bytes, slot + 1).imm();
            ImmKind kind = Arrays.stream(ImmKind.values())
                    .filter(each -> each.srcReg() == raw.src())
                    .findFirst()
                    .orElse(ImmKind.VALUE);
            if (kind == ImmKind.FUNC && raw.dst() <= Reg.R10.number() && raw.offset() == 0) {
                // The kernel puts the function's address into both halves and does not look what was there.
                malformed.remove(slot);
                return new Insn.LdImm64(Reg.of(raw.dst()), kind, raw.imm(), 0);
            }
            if (kind == ImmKind.FUNC) {
                return new Insn.LdImm64(Reg.R0, kind, raw.imm(), 0);
            }
            // A map's descriptor with something in the second half is refused before the map is looked for.
            return new Insn.LdImm64(Reg.R0, kind.usesHigh() || high == 0 ? kind : ImmKind.VALUE, raw.imm(), high);
        }

        /** Returns an instruction with the same ways out as the kernel's walks see, which look at few fields. */
        private static Insn standIn(RawSlot raw) {
            int operation = raw.opcode() & 0xf0;
            boolean jumps = (raw.opcode() & 0x07) == 5 || (raw.opcode() & 0x07) == 6;
            if (raw.opcode() == LD_IMM64 && raw.src() == ImmKind.FUNC.srcReg()) {
                // Half an immediate, but the search for functions comes first and takes it for one.
                return new Insn.CallLocal(raw.imm());
            }
            if (raw.opcode() == CALL) {
                return raw.src() == 1 ? new Insn.CallLocal(raw.imm()) : new Insn.CallHelper(raw.imm());
            }
            if (raw.opcode() == EXIT) {
                return new Insn.Exit();
            }
            if (!jumps || operation == (CALL & 0xf0) || operation == (EXIT & 0xf0)) {
                return NOTHING;
            }
            return switch (raw.opcode()) {
                case JA -> new Insn.Jump(Width.W64, raw.offset());
                case JA32 -> new Insn.Jump(Width.W32, raw.imm());
                default -> new Insn.JumpIf(Width.W64, JmpOp.JEQ, Reg.R0, new Imm(0), raw.offset());
            };
        }
    }
}
