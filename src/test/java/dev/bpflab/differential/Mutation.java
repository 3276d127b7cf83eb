package dev.bpflab.differential;

import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.Operand;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One small change to a program, as a slip of the pen would make it. */
final class Mutation {
    private final Random random;

    private Mutation(Random random) {
        this.random = random;
    }

    /** Returns the program with one change. */
    static List<Insn> of(List<Insn> insns, Random random) {
        Mutation mutation = new Mutation(random);
        for (int attempt = 0; attempt < 20; attempt++) {
            int at = random.nextInt(insns.size());
            List<Insn> changed;
            if (random.nextInt(3) == 0 && insns.size() > 1) {
                changed = random.nextInt(4) == 0 ? swapped(insns, at) : Edits.without(insns, at, at + 1);
            } else {
                changed = new ArrayList<>(insns);
                changed.set(at, mutation.changed(insns.get(at)));
            }
            if (!changed.equals(insns)) {
                return changed;
            }
        }
        return insns;
    }

    private static List<Insn> swapped(List<Insn> insns, int at) {
        List<Insn> changed = new ArrayList<>(insns);
        if (at > 0 && Edits.offsetOf(insns.get(at)) == null && Edits.offsetOf(insns.get(at - 1)) == null) {
            changed.set(at, insns.get(at - 1));
            changed.set(at - 1, insns.get(at));
        }
        return changed;
    }

    private Insn changed(Insn insn) {
        if (insn instanceof Insn.Alu alu) {
            return alu(alu);
        }
        if (insn instanceof Insn.JumpIf jump) {
            return jumpIf(jump);
        }
        if (insn instanceof Insn.Load load) {
            return switch (random.nextInt(4)) {
                case 0 -> new Insn.Load(size(), false, load.dst(), load.src(), load.offset());
                case 1 -> new Insn.Load(load.size(), load.signed(), load.dst(), load.src(), near(load.offset()));
                case 2 -> new Insn.Load(load.size(), load.signed(), reg(), load.src(), load.offset());
                default -> new Insn.Load(load.size(), load.signed(), load.dst(), reg(), load.offset());
            };
        }
        if (insn instanceof Insn.Store store) {
            return switch (random.nextInt(4)) {
                case 0 -> new Insn.Store(size(), store.dst(), store.offset(), store.src());
                case 1 -> new Insn.Store(store.size(), store.dst(), near(store.offset()), store.src());
                case 2 -> new Insn.Store(store.size(), store.dst(), store.offset(), operand(store.src()));
                default -> new Insn.Store(store.size(), reg(), store.offset(), store.src());
            };
        }
        if (insn instanceof Insn.Atomic atomic) {
            return switch (random.nextInt(3)) {
                case 0 ->
                    new Insn.Atomic(atomic.size(), atomic.op(), atomic.dst(), near(atomic.offset()), atomic.src());
                case 1 -> new Insn.Atomic(atomic.size(), atomic.op(), reg(), atomic.offset(), atomic.src());
                default -> new Insn.Atomic(atomic.size(), atomic.op(), atomic.dst(), atomic.offset(), reg());
            };
        }
        if (insn instanceof Insn.CallHelper call) {
            return new Insn.CallHelper(random.nextInt(8) == 0 ? random.nextInt(220) : 1 + call.id() % 3);
        }
        if (insn instanceof Insn.Endian endian) {
            return new Insn.Endian(endian.op(), endian.bits(), reg());
        }
        Integer offset = Edits.offsetOf(insn);
        return offset == null ? insn : Edits.withOffset(insn, near(offset.shortValue()));
    }

    private Insn alu(Insn.Alu alu) {
        switch (random.nextInt(4)) {
            case 0 -> {
                return new Insn.Alu(alu.width(), alu.op(), reg(), alu.src());
            }
            case 1 -> {
                Width other = alu.width() == Width.W64 ? Width.W32 : Width.W64;
                boolean exists = alu.op().exists(other, alu.src() instanceof Reg);
                return exists ? new Insn.Alu(other, alu.op(), alu.dst(), alu.src()) : alu;
            }
            default -> {
                Operand src = operand(alu.src());
                boolean encodes = alu.op() != AluOp.NEG && alu.op().exists(alu.width(), src instanceof Reg);
                return encodes ? new Insn.Alu(alu.width(), alu.op(), alu.dst(), src) : alu;
            }
        }
    }

    private Insn jumpIf(Insn.JumpIf jump) {
        return switch (random.nextInt(5)) {
            case 0 ->
                new Insn.JumpIf(
                        jump.width(),
                        JmpOp.values()[random.nextInt(JmpOp.values().length)],
                        jump.dst(),
                        jump.src(),
                        jump.offset());
            case 1 -> new Insn.JumpIf(jump.width(), jump.op(), reg(), jump.src(), jump.offset());
            case 2 -> new Insn.JumpIf(jump.width(), jump.op(), jump.dst(), operand(jump.src()), jump.offset());
            case 3 ->
                new Insn.JumpIf(
                        jump.width() == Width.W64 ? Width.W32 : Width.W64,
                        jump.op(),
                        jump.dst(),
                        jump.src(),
                        jump.offset());
            default -> new Insn.JumpIf(jump.width(), jump.op(), jump.dst(), jump.src(), near(jump.offset()));
        };
    }

    private Operand operand(Operand was) {
        if (!(was instanceof Imm imm)) {
            return random.nextBoolean() ? reg() : new Imm(random.nextInt(64) - 32);
        }
        return switch (random.nextInt(5)) {
            case 0 -> new Imm(imm.value() + 1);
            case 1 -> new Imm(imm.value() - 1);
            case 2 -> new Imm(-imm.value());
            case 3 -> new Imm(imm.value() * 2 + 8);
            default -> reg();
        };
    }

    private Reg reg() {
        return Reg.of(random.nextInt(11));
    }

    private Size size() {
        return Size.values()[random.nextInt(4)];
    }

    private short near(short offset) {
        int by = 1 + random.nextInt(random.nextBoolean() ? 2 : 16);
        return (short) (random.nextBoolean() ? offset + by : offset - by);
    }
}
