package dev.bpflab.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.MapAttr;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.AtomicOp;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Width;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("jdk")
class BareMachineTest {
    private static final Insn EXIT = new Insn.Exit();

    private final SimHost host = new SimHost(new SimKernel(1));
    private final int hash = host.createMap(new MapAttr(1, 4, 8, 16, 0, "h"));
    private final int array = host.createMap(new MapAttr(2, 4, 16, 2, 0, "a"));
    private final BareMachine machine = new BareMachine(host, List.of(hash, array), 100_000);

    @Test
    void passesTheDataAndItsLength() {
        byte[] data = {1, 2, 3, 4};
        assertThat(returned(data, new Insn.Load(Size.B, false, Reg.R0, Reg.R1, (short) 3), EXIT))
                .isEqualTo(4);
        assertThat(returned(data, mov(Reg.R0, Reg.R2), EXIT)).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "0, B, 0",
        "3, W, 0",
        "4, B, 0",
        "-1, B, 0",
        "8, B, 10",
        "-8, DW, 1",
        "1, B, 1",
        "-513, B, 10",
        "-1, H, 10"
    })
    void stopsAtAccessesOutsideOfMemory(short offset, Size size, int register) {
        byte[] data = register == 1 ? new byte[4] : new byte[0];
        Reg base = register == 0 ? Reg.R1 : Reg.of(register);
        short at = register == 1 ? (short) (offset + 4) : offset;
        Insn load = new Insn.Load(size, false, Reg.R0, base, at);
        Insn store = new Insn.Store(size, base, at, new Imm(1));
        assertThat(stopped(data, load, EXIT))
                .startsWith("fault at slot 0: cannot read ")
                .contains("0x");
        assertThat(stopped(data, store, EXIT)).startsWith("fault at slot 0: cannot write ");
    }

    @Test
    void stopsWhatCannotGoOn() {
        assertThat(stopped(new byte[0], mov(Reg.R0, new Imm(1)))).contains("ran off its end");
        assertThat(stopped(new byte[0], new Insn.Jump(Width.W64, -2), EXIT)).contains("ran off its end");
        assertThat(stopped(new byte[0], new Insn.Jump(Width.W32, Integer.MAX_VALUE), EXIT))
                .contains("ran off its end");
        assertThat(stopped(new byte[0], new Insn.Jump(Width.W64, -1)))
                .isEqualTo("fault at slot 0: still running after 100000 instructions: does a loop end?");
        assertThat(stopped(new byte[0], new Insn.CallLocal(-1))).contains("more than 8 deep");
        assertThat(stopped(new byte[0], new Insn.CallKfunc(1, (short) 0), EXIT)).contains("not simulated");
        assertThat(stopped(new byte[0], new Insn.CallHelper(9999), EXIT)).contains("there is no helper 9999");
        assertThat(stopped(new byte[0], new Insn.CallHelper(Helper.SEND_SIGNAL.id()), EXIT))
                .contains("bpf_send_signal is not simulated");
        assertThat(stopped(new byte[0], new Insn.Jump(Width.W64, 1), number(Reg.R0, 7), EXIT))
                .contains("second half");
        assertThat(stopped(new byte[16], new Insn.Atomic(Size.DW, AtomicOp.ADD, Reg.R1, (short) 4, Reg.R2), EXIT))
                .contains("aligned");
        assertThat(stopped(new byte[0], new Insn.LdImm64(Reg.R0, ImmKind.MAP_FD, 2, 0), EXIT))
                .contains("no such map");
    }

    @Test
    void saysWhichBytesAreNoInstruction() {
        assertThat(machine.run(new byte[] {(byte) 0xff, 0, 0, 0, 0, 0, 0, 0}, new byte[0]))
                .isInstanceOfSatisfying(
                        BareMachine.Stopped.class,
                        stopped -> assertThat(stopped.fault().cause()).contains("unknown opcode"));
    }

    @Test
    void countsInAHashAndSeesWhatTheHostSees() {
        Insn store = new Insn.Store(Size.W, Reg.R10, (short) -4, new Imm(5));
        Insn value = new Insn.Store(Size.DW, Reg.R10, (short) -16, new Imm(40));
        List<Insn> keyAndMap = List.of(
                store,
                new Insn.LdImm64(Reg.R1, ImmKind.MAP_FD, 0, 0),
                mov(Reg.R2, Reg.R10),
                new Insn.Alu(Width.W64, AluOp.ADD, Reg.R2, new Imm(-4)));
        assertThat(returned(
                        new byte[0],
                        concat(
                                keyAndMap,
                                value,
                                mov(Reg.R3, Reg.R10),
                                new Insn.Alu(Width.W64, AluOp.ADD, Reg.R3, new Imm(-16)),
                                mov(Reg.R4, new Imm(1)),
                                new Insn.CallHelper(Helper.MAP_UPDATE_ELEM.id()),
                                EXIT)))
                .isZero();
        assertThat(returned(
                        new byte[0],
                        concat(
                                keyAndMap,
                                new Insn.CallHelper(Helper.MAP_LOOKUP_ELEM.id()),
                                mov(Reg.R1, new Imm(2)),
                                new Insn.Atomic(Size.DW, AtomicOp.FETCH_ADD, Reg.R0, (short) 0, Reg.R1),
                                mov(Reg.R0, Reg.R1),
                                EXIT)))
                .isEqualTo(40);
        byte[] key =
                ByteBuffer.allocate(4).order(ByteOrder.nativeOrder()).putInt(5).array();
        byte[] found = new byte[8];
        assertThat(host.lookup(hash, key, found, 0)).isZero();
        assertThat(ByteBuffer.wrap(found).order(ByteOrder.nativeOrder()).getLong())
                .isEqualTo(42);
        assertThat(returned(new byte[0], concat(keyAndMap, new Insn.CallHelper(3), EXIT)))
                .isZero();
        assertThat(returned(new byte[0], concat(keyAndMap, new Insn.CallHelper(3), EXIT)))
                .isEqualTo(-2);
        assertThat(returned(new byte[0], concat(keyAndMap, new Insn.CallHelper(1), EXIT)))
                .isZero();
    }

    @Test
    void boundsAMapValueNotOnlyTheMap() {
        Insn address = new Insn.LdImm64(Reg.R1, ImmKind.MAP_VALUE, 1, 8);
        Insn load = new Insn.Load(Size.DW, false, Reg.R0, Reg.R1, (short) 0);
        assertThat(returned(new byte[0], address, load, EXIT)).isZero();
        assertThat(stopped(new byte[0], address, new Insn.Load(Size.DW, false, Reg.R0, Reg.R1, (short) 1), EXIT))
                .contains("cannot read 8 bytes at r1 + 1");
        assertThat(stopped(new byte[0], new Insn.LdImm64(Reg.R1, ImmKind.MAP_VALUE, 1, 16), EXIT))
                .contains("no such map or value");
    }

    @ParameterizedTest
    @CsvSource({"W, 0x01020304", "H, 0x0102", "B, 1"})
    void loadsThePacketInNetworkOrder(Size size, String expected) {
        byte[] data = {9, 1, 2, 3, 4};
        assertThat(returned(data, new Insn.LoadPacket(size, null, 1), EXIT)).isEqualTo(Long.decode(expected));
        assertThat(returned(data, mov(Reg.R3, new Imm(2)), new Insn.LoadPacket(size, Reg.R3, -1), EXIT))
                .isEqualTo(Long.decode(expected));
        assertThat(returned(
                        data,
                        mov(Reg.R0, new Imm(7)),
                        new Insn.LoadPacket(size, null, 5),
                        new Insn.Jump(Width.W64, -1)))
                .isZero();
    }

    @Test
    void stopsWhenTheThreadIsInterrupted() {
        BareMachine patient = new BareMachine(host, List.of(), Long.MAX_VALUE);
        Thread.currentThread().interrupt();
        BareMachine.Outcome outcome = patient.run(List.of(new Insn.Jump(Width.W64, -1)), new byte[0]);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(outcome.toString()).contains("interrupted");
    }

    @Test
    void givesARunsMemoryBack() {
        int before = host.kernel().memory().mapped();
        for (int i = 0; i < 100; i++) {
            returned(new byte[10_000], mov(Reg.R0, new Imm(0)), EXIT);
        }
        assertThat(host.kernel().memory().mapped()).isEqualTo(before);
    }

    @Test
    void survivesRandomBytes() {
        Random random = new Random(42);
        BareMachine impatient = new BareMachine(host, List.of(hash, array), 2_000);
        int returned = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] insns = new byte[8 * (1 + random.nextInt(12))];
            random.nextBytes(insns);
            tame(insns, random);
            BareMachine.Outcome outcome = impatient.run(insns, new byte[random.nextInt(64)]);
            assertThat(outcome).isNotNull();
            returned += outcome instanceof BareMachine.Returned ? 1 : 0;
        }
        assertThat(returned).as("runs that came to an end").isGreaterThan(100);
    }

    /** Makes most slots decodable, so that the machine and not only the decoder is tried. */
    private static void tame(byte[] insns, Random random) {
        int[] opcodes = {
            0x07, 0x0f, 0xb7, 0xbf, 0x79, 0x71, 0x7b, 0x73, 0x7a, 0xdb, 0xc3, 0x05, 0x15, 0x2d, 0x85, 0x8d, 0x95, 0x18,
            0x30, 0x48, 0x3f, 0x9c, 0x06, 0xd7
        };
        for (int slot = 0; slot < insns.length; slot += 8) {
            int opcode = random.nextInt(20) == 0 ? insns[slot] & 0xff : opcodes[random.nextInt(opcodes.length)];
            insns[slot] = (byte) opcode;
            boolean register = (opcode & 7) == 3 || (opcode & 7) == 1 || (opcode & 0x0f) == 0x0f || opcode == 0x2d;
            int src = register ? random.nextInt(11) : opcode == 0x18 || opcode == 0x85 ? random.nextInt(3) : 0;
            insns[slot + 1] = (byte) (src << 4 | random.nextInt(11));
            insns[slot + 2] = (byte) (random.nextInt(33) - 16);
            insns[slot + 3] = (byte) (insns[slot + 2] < 0 ? -1 : 0);
            if ((opcode & 7) == 7 || opcode == 0x85) {
                insns[slot + 2] = 0;
                insns[slot + 3] = 0;
            }
            for (int i = 4; i < 8; i++) {
                insns[slot + i] = (byte) (register || i > 4 ? 0 : random.nextInt(20));
            }
        }
        insns[insns.length - 8] = (byte) 0x95;
        java.util.Arrays.fill(insns, insns.length - 7, insns.length, (byte) 0);
    }

    private long returned(byte[] data, Insn... insns) {
        BareMachine.Outcome outcome = machine.run(InsnCodec.encode(List.of(insns)), data);
        assertThat(outcome).isInstanceOf(BareMachine.Returned.class);
        return ((BareMachine.Returned) outcome).r0();
    }

    private String stopped(byte[] data, Insn... insns) {
        BareMachine.Outcome outcome = machine.run(InsnCodec.encode(List.of(insns)), data);
        assertThat(outcome).isInstanceOf(BareMachine.Stopped.class);
        return ((BareMachine.Stopped) outcome).fault().toString();
    }

    private static Insn[] concat(List<Insn> first, Insn... then) {
        return java.util.stream.Stream.concat(first.stream(), java.util.Arrays.stream(then))
                .toArray(Insn[]::new);
    }

    private static Insn number(Reg reg, long value) {
        return new Insn.LdImm64(reg, ImmKind.VALUE, (int) value, (int) (value >>> 32));
    }

    private static Insn mov(Reg dst, dev.bpflab.isa.Operand src) {
        return new Insn.Alu(Width.W64, AluOp.MOV, dst, src);
    }
}
