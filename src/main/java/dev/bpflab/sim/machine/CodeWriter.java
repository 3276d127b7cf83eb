package dev.bpflab.sim.machine;

import dev.bpflab.isa.EndianOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Operand;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes each visited instruction as a word and returns itself: operation (8 bits), dst (4), src (20), and a number (32), low to high. */
final class CodeWriter implements Insn.Visitor<CodeWriter> {
    /** The source of a packet load that names no register. */
    static final int NO_REGISTER = MachineCode.REGISTERS - 1;

    private final long[] words;
    private final MapAddresses maps;
    private final Map<Long, Integer> constants = new HashMap<>();
    private final List<Long> constantList = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private int slot;

    CodeWriter(int slots, MapAddresses maps) {
        this.words = new long[slots + 1];
        this.maps = maps;
    }

    MachineCode finish() {
        fault("the program ran off its end: it needs an exit");
        return MachineCode.of(
                words, constantList.stream().mapToLong(Long::longValue).toArray(), faults);
    }

    @Override
    public CodeWriter alu(Insn.Alu insn) {
        return write(Op.of(insn.op(), insn.width()), insn.dst(), source(insn.src()), 0);
    }

    @Override
    public CodeWriter endian(Insn.Endian insn) {
        boolean little = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;
        boolean swaps = insn.op() == EndianOp.BSWAP || (insn.op() == EndianOp.BE) == little;
        int op = switch (insn.bits()) {
            case 16 -> swaps ? Op.SWAP16 : Op.ZEXT16;
            case 32 -> swaps ? Op.SWAP32 : Op.ZEXT32;
            default -> swaps ? Op.SWAP64 : Op.NOP;
        };
        return write(op, insn.dst(), 0, 0);
    }

    @Override
    public CodeWriter jumpIf(Insn.JumpIf insn) {
        return write(Op.of(insn.op(), insn.width()), insn.dst(), source(insn.src()), target(insn.offset()));
    }

    @Override
    public CodeWriter jump(Insn.Jump insn) {
        return write(Op.JA, Reg.R0, 0, target(insn.offset()));
    }

    @Override
    public CodeWriter callHelper(Insn.CallHelper insn) {
        return write(Op.CALL_HELPER, Reg.R0, 0, insn.id());
    }

    @Override
    public CodeWriter callReg(Insn.CallReg insn) {
        return write(Op.CALL_REG, Reg.R0, insn.reg().number(), 0);
    }

    @Override
    public CodeWriter callLocal(Insn.CallLocal insn) {
        return write(Op.CALL_LOCAL, Reg.R0, 0, target(insn.offset()));
    }

    @Override
    public CodeWriter callKfunc(Insn.CallKfunc insn) {
        return fault("kernel functions are not simulated");
    }

    @Override
    public CodeWriter exit(Insn.Exit insn) {
        return write(Op.EXIT, Reg.R0, 0, 0);
    }

    @Override
    public CodeWriter load(Insn.Load insn) {
        int op = Op.ofLoad(insn.size(), insn.signed());
        return write(op, insn.dst(), insn.src().number(), insn.offset());
    }

    @Override
    public CodeWriter store(Insn.Store insn) {
        return write(Op.ofStore(insn.size()), insn.dst(), source(insn.src()), insn.offset());
    }

    @Override
    public CodeWriter atomic(Insn.Atomic insn) {
        int wide = insn.size() == Size.DW ? 1 : 0;
        int number = (insn.op().ordinal() << 1 | wide) << 16 | (insn.offset() & 0xffff);
        return write(Op.ATOMIC, insn.dst(), insn.src().number(), number);
    }

    @Override
    public CodeWriter ldImm64(Insn.LdImm64 insn) {
        Long value = switch (insn.kind()) {
            case VALUE -> Long.valueOf(insn.value());
            case FUNC -> Long.valueOf(MachineCode.addressOf(target(insn.low())));
            default -> maps.of(insn);
        };
        if (value == null) {
            fault("there is no such map or value, or it is not simulated: " + insn.kind() + " " + insn.low() + ", "
                    + insn.high());
        } else {
            write(Op.LD_IMM64, insn.dst(), constant(value), 0);
        }
        return fault("a jump into the second half of a 64-bit immediate");
    }

    @Override
    public CodeWriter loadPacket(Insn.LoadPacket insn) {
        Reg src = insn.src();
        int number = src == null ? NO_REGISTER : src.number();
        words[slot++] = word(Op.LOAD_PACKET, insn.size().ordinal(), number, insn.imm());
        return this;
    }

    private int target(int offset) {
        long target = slot + 1L + offset;
        // A jump out of the program goes where running off its end goes: to the word that says so.
        return target >= 0 && target < words.length ? (int) target : words.length - 1;
    }

    private int source(Operand operand) {
        return operand instanceof Reg reg ? reg.number() : constant(((Imm) operand).value());
    }

    private int constant(long value) {
        return MachineCode.REGISTERS
                + constants.computeIfAbsent(value, unused -> {
                    constantList.add(value);
                    return constantList.size() - 1;
                });
    }

    private CodeWriter fault(String cause) {
        faults.add(cause);
        return write(Op.FAULT, Reg.R0, 0, faults.size() - 1);
    }

    private CodeWriter write(int op, Reg dst, int src, int number) {
        words[slot++] = word(op, dst.number(), src, number);
        return this;
    }

    private static long word(int op, int dst, int src, int number) {
        return (long) number << 32 | (long) src << 12 | (long) dst << 8 | op;
    }
}
