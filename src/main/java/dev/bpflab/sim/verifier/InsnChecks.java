package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.AtomicOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Operand;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;
import org.jspecify.annotations.Nullable;

/** Checks one instruction against the current state and changes the state; returns the next slot, -1 at a path's end. */
final class InsnChecks implements Insn.Visitor<Integer> {
    private static final int END = -1;

    private final Env env;
    private final Explorer explorer;
    private final MemoryChecks memory;
    private final PointerOps pointers;
    private final HelperChecks helpers;
    private final LocalCalls locals;
    private final Callbacks callbacks;
    private final BranchChecks branches;
    private final PointerUses uses = new PointerUses();

    InsnChecks(Env env, Explorer explorer, StatePrinter printer) {
        this.env = env;
        this.explorer = explorer;
        this.memory = new MemoryChecks(env);
        this.pointers = new PointerOps(env);
        this.locals = new LocalCalls(env, printer);
        this.callbacks = new Callbacks(env, explorer, locals);
        this.helpers = new HelperChecks(env, memory, callbacks);
        this.branches = new BranchChecks(env, explorer, printer);
    }

    private int next() {
        return env.slot + 1;
    }

    @Override
    public Integer alu(Insn.Alu insn) {
        int next = compute(insn);
        Invariants.check(env, env.reg(insn.dst()), "alu");
        return next;
    }

    private int compute(Insn.Alu insn) {
        if (insn.op().code() == AluOp.MOV.code()) {
            return move(insn);
        }
        if (insn.op() == AluOp.NEG) {
            return negate(insn);
        }
        if (insn.src() instanceof Reg src) {
            env.read(src);
        }
        env.read(insn.dst());
        checkImmediate(insn);
        RegState dst = env.written(insn.dst());
        RegState src = operand(insn.src());
        if (src.isPointer() && dst.isPointer()) {
            if (insn.op() != AluOp.SUB) {
                throw env.reject(
                        Errno.EACCES,
                        "R%d pointer %s pointer prohibited",
                        insn.dst().number(),
                        PointerOps.symbolOf(insn.op()));
            }
            dst.setUnknown();
        } else if (src.isPointer()) {
            env.precision.mark(insn.dst());
            pointers.apply(insn.width(), insn.op(), insn.dst(), src, dst);
        } else if (dst.isPointer()) {
            if (insn.src() instanceof Reg number) {
                env.precision.mark(number);
            }
            pointers.apply(insn.width(), insn.op(), insn.dst(), dst, src);
        } else {
            numbers(insn, dst, src);
        }
        return next();
    }

    private void checkImmediate(Insn.Alu insn) {
        if (!(insn.src() instanceof Imm imm)) {
            return;
        }
        switch (insn.op()) {
            case DIV, MOD, SDIV, SMOD -> {
                if (imm.value() == 0) {
                    throw env.reject(Errno.EINVAL, "div by zero");
                }
            }
            case LSH, RSH, ARSH -> {
                int limit = insn.width() == Width.W64 ? 64 : 32;
                if (imm.value() < 0 || imm.value() >= limit) {
                    throw env.reject(Errno.EINVAL, "invalid shift %d", imm.value());
                }
            }
            default -> {}
        }
    }

    private void numbers(Insn.Alu insn, RegState dst, RegState src) {
        boolean narrow = insn.width() == Width.W32;
        boolean adds = insn.op() == AluOp.ADD || insn.op() == AluOp.SUB;
        boolean fits = !narrow || dst.width() <= 32;
        boolean linked = adds && fits && dst.id != 0 && !dst.plusOff && src.isConst(narrow);
        long value = narrow ? (int) src.num.bits.value() : src.num.bits.value();
        long distance = insn.op() == AluOp.SUB ? -value : value;
        int id = dst.id;
        Bounds by = src == dst ? src.num.copy() : src.num;
        if ((insn.op() == AluOp.AND || insn.op() == AluOp.OR) && by.isConst()) {
            splitSign(insn.dst(), dst);
        }
        ScalarOps.apply(insn.op(), insn.width(), dst, by);
        dst.off = 0;
        dst.forgetId();
        if (linked && value == (int) value && distance == (int) distance) {
            dst.id = id;
            dst.plusOff = true;
            dst.narrowOff = narrow;
            dst.off = (int) distance;
        }
    }

    /** Splits a number that is 0 or -1, as a shift of the sign leaves it, so that what it is masked with stays known. */
    private void splitSign(Reg reg, RegState number) {
        boolean wide = number.num.smin == -1 && number.num.smax == 0;
        if (wide) {
            explorer.fork(env.slot).reg(reg).setConst(0);
            number.setConst(-1);
        } else if (number.num.smin32 == -1 && number.num.smax32 == 0) {
            explorer.fork(env.slot).reg(reg).num.setLow(0);
            number.num.setLow(-1);
        }
    }

    private RegState operand(Operand operand) {
        return operand instanceof Reg reg ? env.reg(reg) : RegState.constant(((Imm) operand).value());
    }

    private int negate(Insn.Alu insn) {
        env.read(insn.dst());
        RegState dst = env.written(insn.dst());
        if (dst.isScalar()) {
            ScalarOps.apply(AluOp.NEG, insn.width(), dst, dst.num.copy());
            dst.off = 0;
            dst.forgetId();
        } else {
            dst.setUnknown();
        }
        return next();
    }

    private int move(Insn.Alu insn) {
        boolean wide = insn.width() == Width.W64;
        if (insn.src() instanceof Imm imm) {
            RegState dst = env.written(insn.dst());
            dst.setConst(wide ? imm.value() : Integer.toUnsignedLong(imm.value()));
            return next();
        }
        RegState src = env.read((Reg) insn.src());
        RegState dst = env.written(insn.dst());
        if (insn.op() != AluOp.MOV) {
            extend(insn, src, dst, wide);
        } else if (wide) {
            env.identify(src);
            dst.set(src);
        } else if (src.isScalar()) {
            boolean fits = src.width() <= 32;
            if (fits) {
                env.identify(src);
            }
            dst.set(src);
            if (!fits) {
                dst.forgetId();
            }
        } else {
            dst.setUnknown();
        }
        if (!wide) {
            dst.num.zeroExtend32();
            dst.num.sync();
        }
        return next();
    }

    private void extend(Insn.Alu insn, RegState src, RegState dst, boolean wide) {
        if (!src.isScalar()) {
            dst.setUnknown();
            return;
        }
        int bits = insn.op().offset();
        boolean unchanged = Long.compareUnsigned(src.num.umax, 1L << (bits - 1)) < 0;
        if (unchanged) {
            env.identify(src);
        }
        dst.set(src);
        if (!unchanged) {
            dst.forgetId();
        }
        if (wide) {
            SignExtension.wide(dst.num, bits / 8);
        } else {
            SignExtension.narrow(dst.num, bits / 8);
        }
    }

    @Override
    public Integer endian(Insn.Endian insn) {
        env.read(insn.dst());
        RegState dst = env.written(insn.dst());
        if (dst.isScalar()) {
            ByteOrders.apply(insn, dst);
        } else {
            dst.setUnknown();
        }
        Invariants.check(env, dst, "alu");
        return next();
    }

    @Override
    public Integer jumpIf(Insn.JumpIf insn) {
        explorer.countJump();
        return branches.check(insn);
    }

    @Override
    public Integer jump(Insn.Jump insn) {
        explorer.countJump();
        return env.slot + 1 + insn.offset();
    }

    @Override
    public Integer callHelper(Insn.CallHelper insn) {
        explorer.countJump();
        helpers.check(insn.id());
        return next();
    }

    @Override
    public Integer callReg(Insn.CallReg insn) {
        throw env.reject(Errno.EINVAL, "unknown opcode %02x", 0x8d);
    }

    @Override
    public Integer callLocal(Insn.CallLocal insn) {
        explorer.countJump();
        return locals.call(insn);
    }

    @Override
    public Integer callKfunc(Insn.CallKfunc insn) {
        throw env.log.notSimulated("call of kernel function %d", insn.btfId());
    }

    @Override
    public Integer exit(Insn.Exit insn) {
        explorer.countJump();
        boolean main = env.cur.frames.size() == 1;
        if (!main) {
            boolean called = env.frame().callback != null;
            int back = locals.exit();
            explorer.showState();
            if (called) {
                callbacks.returned(back);
            }
            return back;
        }
        References.checkNoneHeld(env, "BPF_EXIT instruction in main prog");
        env.read(Reg.R0);
        return END;
    }

    @Override
    public Integer load(Insn.Load insn) {
        RegState src = env.read(insn.src());
        env.written(insn.dst());
        RegType type = src.type;
        access(insn.src(), insn.offset(), insn.size().bytes(), false, insn.dst(), null, insn.signed(), false);
        uses.check(env, type);
        return next();
    }

    @Override
    public Integer store(Insn.Store insn) {
        RegType type;
        if (insn.src() instanceof Reg src) {
            env.read(src);
            type = env.read(insn.dst()).type;
            access(insn.dst(), insn.offset(), insn.size().bytes(), true, src, null, false, false);
        } else {
            type = env.read(insn.dst()).type;
            int value = ((Imm) insn.src()).value();
            access(insn.dst(), insn.offset(), insn.size().bytes(), true, null, value, false, false);
        }
        uses.check(env, type);
        return next();
    }

    private void access(
            Reg pointer,
            int offset,
            int size,
            boolean write,
            @Nullable Reg value,
            @Nullable Integer constant,
            boolean signed,
            boolean aligned) {
        memory.check(new MemoryChecks.Access(pointer, offset, size, write, value, constant, signed, aligned));
    }

    @Override
    public Integer atomic(Insn.Atomic insn) {
        env.read(insn.src());
        RegState dst = env.read(insn.dst());
        if (insn.op() == AtomicOp.CMPXCHG) {
            env.read(Reg.R0);
        }
        if (dst.type == RegType.CTX || dst.type.isPacket()) {
            throw env.reject(
                    Errno.EACCES,
                    "BPF_ATOMIC stores into R%d %s is not allowed",
                    insn.dst().number(),
                    dst.typeName());
        }
        int size = insn.size().bytes();
        Reg fetched = insn.op() == AtomicOp.CMPXCHG ? Reg.R0 : insn.op().fetches() ? insn.src() : null;
        if (fetched != null) {
            env.written(fetched).setUnknown();
        }
        access(insn.dst(), insn.offset(), size, false, null, null, true, true);
        if (fetched != null) {
            access(insn.dst(), insn.offset(), size, false, fetched, null, false, true);
        }
        access(insn.dst(), insn.offset(), size, true, null, null, false, true);
        return next();
    }

    @Override
    public Integer ldImm64(Insn.LdImm64 insn) {
        RegState dst = env.written(insn.dst());
        if (insn.kind() == ImmKind.VALUE) {
            dst.setConst(insn.value());
        } else if (insn.kind() == ImmKind.MAP_FD) {
            dst.setPointer(RegType.MAP_PTR);
            dst.map = env.maps.get(insn.low());
        } else if (insn.kind() == ImmKind.MAP_VALUE) {
            dst.setPointer(RegType.MAP_VALUE);
            dst.map = env.maps.get(insn.low());
            dst.off = insn.high();
        } else if (insn.kind() == ImmKind.FUNC) {
            dst.setPointer(RegType.FUNC);
            dst.subprogram = env.subprograms.startingAt(env.code.targetOf(env.slot));
        } else {
            throw env.log.notSimulated("ld_imm64 of kind %s", insn.kind());
        }
        return env.slot + 2;
    }

    @Override
    public Integer loadPacket(Insn.LoadPacket insn) {
        if (!ProgramRules.hasPacketLoads(env.input.type())) {
            throw env.reject(Errno.EINVAL, "BPF_LD_[ABS|IND] instructions not allowed for this program type");
        }
        RegState ctx = env.read(Reg.R6);
        References.checkNoneHeld(env, "BPF_LD_[ABS|IND]");
        if (ctx.type != RegType.CTX) {
            throw env.reject(Errno.EINVAL, "at the time of BPF_LD_ABS|IND R6 != pointer to skb");
        }
        if (insn.src() != null) {
            env.read(insn.src());
        }
        memory.checkUnmoved(Reg.R6);
        helpers.forgetArguments();
        env.reg(Reg.R0).setUnknown();
        return next();
    }
}
