package dev.bpflab.isa;

/** Writes each kind of instruction in the kernel's notation (kernel/bpf/disasm.c). */
final class Notation implements Insn.Visitor<String> {
    static final Notation INSTANCE = new Notation();

    private Notation() {}

    static String assigned(Reg dst, String value) {
        return dst + " = " + value;
    }

    /** Writes what a map's {@code ld_imm64} stands for, given how the map is called. */
    static String map(String name, Insn.LdImm64 load) {
        boolean value = load.kind() == ImmKind.MAP_VALUE || load.kind() == ImmKind.MAP_IDX_VALUE;
        return "map[" + name + "]" + (value ? "[0]+" + Integer.toUnsignedString(load.high()) : "");
    }

    @Override
    public String alu(Insn.Alu insn) {
        String dst = insn.width().nameOf(insn.dst());
        String symbol = insn.op().symbol();
        if (insn.op() == AluOp.NEG) {
            return dst + " " + symbol + dst;
        }
        return dst + " " + symbol + (insn.op().isSignExtendingMove() ? "" : " ") + operand(insn.width(), insn.src());
    }

    @Override
    public String endian(Insn.Endian insn) {
        return assigned(insn.dst(), insn.op().symbol() + insn.bits() + " " + insn.dst());
    }

    @Override
    public String jumpIf(Insn.JumpIf insn) {
        String src = insn.src() instanceof Imm imm
                ? "0x" + Integer.toHexString(imm.value())
                : operand(insn.width(), insn.src());
        return "if " + insn.width().nameOf(insn.dst()) + " " + insn.op().symbol() + " " + src + " goto "
                + target(insn.offset());
    }

    @Override
    public String jump(Insn.Jump insn) {
        return (insn.width() == Width.W32 ? "gotol " : "goto ") + target(insn.offset());
    }

    @Override
    public String callHelper(Insn.CallHelper insn) {
        return "call " + nameOf(insn.id()) + "#" + insn.id();
    }

    @Override
    public String callReg(Insn.CallReg insn) {
        return "callx " + insn.reg();
    }

    @Override
    public String callLocal(Insn.CallLocal insn) {
        return "call " + target(insn.offset());
    }

    @Override
    public String callKfunc(Insn.CallKfunc insn) {
        return "call kernel-function#" + insn.btfId() + (insn.offset() == 0 ? "" : ":" + insn.offset());
    }

    @Override
    public String exit(Insn.Exit insn) {
        return "exit";
    }

    @Override
    public String load(Insn.Load insn) {
        return assigned(insn.dst(), "*" + memory(insn.size(), insn.signed(), insn.src(), insn.offset()));
    }

    @Override
    public String store(Insn.Store insn) {
        return "*" + memory(insn.size(), false, insn.dst(), insn.offset()) + " = " + insn.src();
    }

    @Override
    public String atomic(Insn.Atomic insn) {
        String memory = memory(insn.size(), false, insn.dst(), insn.offset());
        if (!insn.op().fetches()) {
            return "lock *" + memory + " " + insn.op().symbol() + " " + insn.src();
        }
        String call = insn.op().kernelName(insn.size());
        return insn.op() == AtomicOp.CMPXCHG
                ? "r0 = " + call + "(" + memory + ", r0, " + insn.src() + ")"
                : assigned(insn.src(), call + "(" + memory + ", " + insn.src() + ")");
    }

    @Override
    public String ldImm64(Insn.LdImm64 insn) {
        String low = Integer.toString(insn.low());
        return assigned(
                insn.dst(),
                switch (insn.kind()) {
                    case VALUE -> "0x" + Long.toHexString(insn.value());
                    case MAP_FD, MAP_VALUE -> map(low, insn);
                    case MAP_IDX, MAP_IDX_VALUE -> map("idx:" + low, insn);
                    case BTF_ID -> "btf[" + low + "]" + (insn.high() == 0 ? "" : ":" + insn.high());
                    case FUNC -> "subprog[" + signed(insn.low()) + "]";
                });
    }

    @Override
    public String loadPacket(Insn.LoadPacket insn) {
        String index = insn.src() == null ? "" : insn.src() + " + ";
        return "r0 = *(" + insn.size().typeName(false) + " *)skb[" + index + insn.imm() + "]";
    }

    /** Returns how the kernel names a helper, known or not. */
    private static String nameOf(int id) {
        return id == 0 ? "bpf_unspec" : Helper.of(id).map(Helper::kernelName).orElse("unknown");
    }

    private static String operand(Width width, Operand operand) {
        return operand instanceof Reg reg ? width.nameOf(reg) : operand.toString();
    }

    private static String memory(Size size, boolean signed, Reg base, int offset) {
        return "(" + size.typeName(signed) + " *)(" + base + " " + signed(offset) + ")";
    }

    private static String target(int offset) {
        return "pc" + signed(offset);
    }

    private static String signed(int number) {
        return String.format("%+d", number);
    }
}
