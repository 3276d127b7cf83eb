package dev.bpflab.isa;

/**
 * One instruction (RFC 9669 §3), independent of its encoding. Jump and call offsets count eight-byte slots from the
 * slot after the instruction, as the encoding does; an {@link LdImm64} takes two slots, everything else one.
 */
public sealed interface Insn {
    /** Calls the visitor's method for this kind of instruction. */
    <R> R accept(Visitor<R> visitor);

    /** Returns how many eight-byte slots the instruction takes. */
    default int slots() {
        return 1;
    }

    /**
     * Returns whether it came with version 4 of the instruction set, which Linux knows since 6.6: signed division and modulo,
     * moves and loads that extend a sign, unconditional byte swaps, and jumps of 32 bits.
     */
    default boolean isVersion4() {
        return false;
    }

    private static void require(boolean encodable, String cause) {
        if (!encodable) {
            throw new IllegalArgumentException(cause);
        }
    }

    /** Arithmetic: {@code dst op= src}; for {@link AluOp#NEG} the source is {@code new Imm(0)}. */
    record Alu(Width width, AluOp op, Reg dst, Operand src) implements Insn {
        /** Refuses combinations that have no encoding. */
        public Alu {
            require(op.exists(width, src instanceof Reg), op + " " + width + " does not exist with source " + src);
        }

        @Override
        public boolean isVersion4() {
            return op.offset() != 0;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.alu(this);
        }
    }

    /** Byte order conversion of the lower 16, 32 or 64 bits; the rest is zeroed. */
    record Endian(EndianOp op, int bits, Reg dst) implements Insn {
        /** Refuses other widths than 16, 32 and 64. */
        public Endian {
            require(bits == 16 || bits == 32 || bits == 64, op + " of " + bits + " bits does not exist");
        }

        @Override
        public boolean isVersion4() {
            return op == EndianOp.BSWAP;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.endian(this);
        }
    }

    /** A conditional jump. */
    record JumpIf(Width width, JmpOp op, Reg dst, Operand src, short offset) implements Insn {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.jumpIf(this);
        }
    }

    /** An unconditional jump: {@code goto} with a 16-bit offset, or {@code gotol} (width 32) with a 32-bit one. */
    record Jump(Width width, int offset) implements Insn {
        /** Refuses an offset that does not fit. */
        public Jump {
            require(width == Width.W32 || offset == (short) offset, "goto " + offset + " does not fit 16 bits");
        }

        @Override
        public boolean isVersion4() {
            return width == Width.W32;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.jump(this);
        }
    }

    /** A call of a helper by its number. */
    record CallHelper(int id) implements Insn {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.callHelper(this);
        }
    }

    /**
     * A call of the helper whose number a register holds (opcode 0x8d, which compilers emit without optimisation). Linux
     * refuses it as an unknown opcode; only the bare machine runs it.
     */
    record CallReg(Reg reg) implements Insn {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.callReg(this);
        }
    }

    /** A call of a function of the same program. */
    record CallLocal(int offset) implements Insn {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.callLocal(this);
        }
    }

    /** A call of a kernel function by its BTF id; the offset names the module's fd_array entry, 0 the kernel itself. */
    record CallKfunc(int btfId, short offset) implements Insn {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.callKfunc(this);
        }
    }

    /** Return from the program or function. */
    record Exit() implements Insn {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.exit(this);
        }
    }

    /** A load from memory, zero-extending or sign-extending: {@code dst = *(size *)(src + offset)}. */
    record Load(Size size, boolean signed, Reg dst, Reg src, short offset) implements Insn {
        /** Refuses a sign-extending load of eight bytes. */
        public Load {
            require(!signed || size != Size.DW, "there is no sign-extending load of eight bytes");
        }

        @Override
        public boolean isVersion4() {
            return signed;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.load(this);
        }
    }

    /** A store of a register or an immediate: {@code *(size *)(dst + offset) = src}. */
    record Store(Size size, Reg dst, short offset, Operand src) implements Insn {
        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.store(this);
        }
    }

    /** An atomic read-modify-write of four or eight bytes at {@code dst + offset}. */
    record Atomic(Size size, AtomicOp op, Reg dst, short offset, Reg src) implements Insn {
        /** Refuses other sizes than four and eight bytes. */
        public Atomic {
            require(size == Size.W || size == Size.DW, "there is no atomic operation on size " + size);
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.atomic(this);
        }
    }

    /** A 64-bit immediate in two slots; {@code low} and {@code high} are the two immediate fields. */
    record LdImm64(Reg dst, ImmKind kind, int low, int high) implements Insn {
        /** Refuses a second half where it means nothing. */
        public LdImm64 {
            require(high == 0 || kind.usesHigh(), kind + " has no second half");
        }

        /** Returns both halves as one number. */
        public long value() {
            return (long) high << 32 | (low & 0xffff_ffffL);
        }

        @Override
        public int slots() {
            return 2;
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.ldImm64(this);
        }
    }

    /** A legacy packet load into R0 (RFC 9669 §5.5): absolute when {@code src} is null, else relative to it. */
    record LoadPacket(
            Size size, @org.jspecify.annotations.Nullable Reg src, int imm) implements Insn {
        /** Refuses a load of eight bytes. */
        public LoadPacket {
            require(size != Size.DW, "there is no packet load of eight bytes");
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.loadPacket(this);
        }
    }

    /** One method for each kind of instruction. */
    interface Visitor<R> {
        R alu(Alu insn);

        R endian(Endian insn);

        R jumpIf(JumpIf insn);

        R jump(Jump insn);

        R callHelper(CallHelper insn);

        R callReg(CallReg insn);

        R callLocal(CallLocal insn);

        R callKfunc(CallKfunc insn);

        R exit(Exit insn);

        R load(Load insn);

        R store(Store insn);

        R atomic(Atomic insn);

        R ldImm64(LdImm64 insn);

        R loadPacket(LoadPacket insn);
    }
}
