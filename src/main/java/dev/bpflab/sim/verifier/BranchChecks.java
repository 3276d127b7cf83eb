package dev.bpflab.sim.verifier;

import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;
import java.util.ArrayList;
import java.util.List;

/** Conditional jumps: one way when the outcome is known, else both, each with what it says about the operands. */
final class BranchChecks {
    private final Env env;
    private final Explorer explorer;
    private final StatePrinter printer;

    BranchChecks(Env env, Explorer explorer, StatePrinter printer) {
        this.env = env;
        this.explorer = explorer;
        this.printer = printer;
    }

    int check(Insn.JumpIf insn) {
        boolean narrow = insn.width() == Width.W32;
        RegState dst = env.read(insn.dst());
        RegState src = insn.src() instanceof Reg reg ? env.read(reg) : RegState.constant(((Imm) insn.src()).value());
        int target = env.slot + 1 + insn.offset();
        recordStackOperands(dst, src);
        BranchPrediction.Outcome outcome = BranchPrediction.of(insn.op(), dst, src, narrow);
        if (outcome != BranchPrediction.Outcome.UNKNOWN) {
            env.precision.mark(insn.dst());
            if (insn.src() instanceof Reg reg) {
                env.precision.mark(reg);
            }
            printer.afterInstruction(env.slot);
            return outcome == BranchPrediction.Outcome.ALWAYS ? target : env.slot + 1;
        }
        List<JumpHistory.Place> linked = recordLinked(dst, src);
        PathState other = explorer.fork(target);
        refine(insn, dst, src, other, narrow, linked);
        learnPointers(insn, dst, src, other, narrow);
        printer.afterInstruction(env.slot);
        return env.slot + 1;
    }

    private void recordStackOperands(RegState dst, RegState src) {
        boolean srcIsStack = src.type == RegType.STACK;
        boolean dstIsStack = dst.type == RegType.STACK;
        if (srcIsStack || dstIsStack) {
            env.cur.history = env.recordJump().withStackOperands(srcIsStack, dstIsStack);
        }
    }

    private List<JumpHistory.Place> recordLinked(RegState dst, RegState src) {
        List<JumpHistory.Place> linked = new ArrayList<>();
        LinkedNumbers.collect(env.cur, env.live, src, linked);
        LinkedNumbers.collect(env.cur, env.live, dst, linked);
        if (linked.size() > 1) {
            env.cur.history = env.recordJump().withLinked(linked);
        }
        return linked;
    }

    private void refine(
            Insn.JumpIf insn,
            RegState dst,
            RegState src,
            PathState other,
            boolean narrow,
            List<JumpHistory.Place> linked) {
        if (!dst.isScalar() || !src.isScalar()) {
            return;
        }
        RegState takenDst = other.reg(insn.dst());
        RegState takenSrc = insn.src() instanceof Reg reg ? other.reg(reg) : src.copy();
        if (dst == src) {
            refineSame(insn.op(), dst, takenDst, narrow);
        } else {
            BranchRefinement.refine(insn.op(), dst, src, narrow, false);
            BranchRefinement.refine(insn.op(), takenDst, takenSrc, narrow, true);
        }
        Invariants.check(env, takenDst, "true_reg1");
        Invariants.check(env, takenSrc, "true_reg2");
        Invariants.check(env, dst, "false_reg1");
        Invariants.check(env, src, "false_reg2");
        if (insn.src() instanceof Reg && src.id != 0) {
            LinkedNumbers.sync(env.cur, src, linked);
            LinkedNumbers.sync(other, takenSrc, linked);
        }
        if (dst.id != 0) {
            LinkedNumbers.sync(env.cur, dst, linked);
            LinkedNumbers.sync(other, takenDst, linked);
        }
    }

    private static void refineSame(JmpOp op, RegState reg, RegState taken, boolean narrow) {
        BranchRefinement.refine(op, reg, reg, narrow, false);
        BranchRefinement.refine(op, taken, taken, narrow, true);
    }

    private void learnPointers(Insn.JumpIf insn, RegState dst, RegState src, PathState other, boolean narrow) {
        boolean equality = insn.op() == JmpOp.JEQ || insn.op() == JmpOp.JNE;
        if (narrow) {
            return;
        }
        if (insn.src() instanceof Reg srcReg) {
            if (equality && src.isPointer() && dst.isPointer() && src.orNull != dst.orNull) {
                PathState equal = insn.op() == JmpOp.JEQ ? other : env.cur;
                RegState reg = equal.reg(src.orNull ? srcReg : insn.dst());
                reg.orNull = false;
                reg.id = 0;
            }
            PacketChecks.learn(insn.op(), insn.dst(), srcReg, env.cur, other);
        } else if (equality && src.isNull() && dst.orNull) {
            int id = dst.id;
            int ref = dst.ref;
            NullChecks.resolve(env.cur, id, ref, insn.op() == JmpOp.JNE);
            NullChecks.resolve(other, id, ref, insn.op() == JmpOp.JEQ);
        }
    }
}
