package dev.bpflab.sim.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.AtomicOp;
import dev.bpflab.isa.EndianOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.Operand;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Width;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No program, however broken, makes the verifier throw: each one gets a verdict, a rejected one with a reason. */
class RandomProgramsTest {
    private static final int PROGRAMS = 400;
    private static final List<MapAttr> MAPS = List.of(
            new MapAttr(MapType.HASH.number(), 4, 8, 16, 0, ""),
            new MapAttr(MapType.ARRAY.number(), 4, 16, 1, 0, ""),
            new MapAttr(MapType.RINGBUF.number(), 0, 0, 4096, 0, ""));
    private static final int[] HELPERS = {0, 1, 2, 3, 5, 6, 7, 8, 12, 14, 16, 26, 27, 44, 113, 130, 131, 132, 164, 9999
    };

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 20);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void everyProgramGetsAVerdict(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < PROGRAMS; i++) {
            List<Insn> insns = program(random);
            ProgramType type = ProgramType.values()[random.nextInt(ProgramType.values().length)];
            VerifierInput input = new VerifierInput(
                    insns, type, "GPL", 1, fd -> fd >= 0 && fd < MAPS.size() ? MAPS.get(fd) : null, 2);
            Verdict verdict = Verifier.verify(input);
            assertThat(verdict.result()).as("seed %d: %s", seed, insns).isBetween(-524, 0);
            assertThat(verdict.log()).as("seed %d: %s", seed, insns).contains("processed ");
        }
    }

    private static List<Insn> program(Random random) {
        List<Insn> insns = new ArrayList<>();
        int length = 1 + random.nextInt(24);
        for (int i = 0; i < length; i++) {
            insns.add(insn(random, length - i));
        }
        if (random.nextInt(8) != 0) {
            insns.add(new Insn.Alu(Width.W64, AluOp.MOV, Reg.R0, new Imm(0)));
            insns.add(new Insn.Exit());
        }
        return insns;
    }

    private static Insn insn(Random random, int left) {
        Reg dst = Reg.of(random.nextInt(11));
        Reg src = Reg.of(random.nextInt(11));
        short near = (short) (random.nextInt(80) - 64);
        int ahead = random.nextInt(left + 2) - (random.nextInt(4) == 0 ? 3 : 0);
        Operand operand = random.nextBoolean() ? src : new Imm(imm(random));
        Width width = random.nextBoolean() ? Width.W64 : Width.W32;
        Size size = Size.values()[random.nextInt(4)];
        return switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> alu(random, width, dst, operand);
            case 4 -> new Insn.Alu(Width.W64, AluOp.MOV, dst, random.nextBoolean() ? Reg.R10 : operand);
            case 5 -> new Insn.Load(size, false, dst, random.nextBoolean() ? Reg.R10 : src, near);
            case 6 -> new Insn.Store(size, random.nextBoolean() ? Reg.R10 : dst, near, operand);
            case 7, 8 ->
                new Insn.JumpIf(
                        width, JmpOp.values()[random.nextInt(JmpOp.values().length)], dst, operand, (short) ahead);
            case 9 -> new Insn.CallHelper(HELPERS[random.nextInt(HELPERS.length)]);
            case 10 ->
                new Insn.LdImm64(dst, ImmKind.values()[random.nextInt(ImmKind.values().length)], random.nextInt(4), 0);
            case 11 ->
                new Insn.Atomic(
                        random.nextBoolean() ? Size.W : Size.DW,
                        AtomicOp.values()[random.nextInt(AtomicOp.values().length)],
                        dst,
                        near,
                        src);
            case 12 -> random.nextBoolean() ? new Insn.Jump(width, ahead) : new Insn.CallLocal(ahead);
            default ->
                random.nextBoolean()
                        ? new Insn.Endian(EndianOp.values()[random.nextInt(3)], 16 << random.nextInt(3), dst)
                        : new Insn.LoadPacket(Size.B, random.nextBoolean() ? null : src, imm(random));
        };
    }

    private static Insn alu(Random random, Width width, Reg dst, Operand operand) {
        AluOp op = AluOp.values()[random.nextInt(AluOp.values().length)];
        if (op == AluOp.NEG) {
            return new Insn.Alu(width, op, dst, new Imm(0));
        }
        if (!op.exists(width, operand instanceof Reg)) {
            return new Insn.Alu(width, AluOp.MOV, dst, operand);
        }
        return new Insn.Alu(width, op, dst, operand);
    }

    private static int imm(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(16);
            case 1 -> -random.nextInt(64);
            case 2 -> 1 << random.nextInt(32);
            default -> random.nextInt();
        };
    }
}
