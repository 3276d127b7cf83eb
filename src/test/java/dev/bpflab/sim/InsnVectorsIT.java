package dev.bpflab.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.TestRunOutcome;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.OpcodeTable;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import dev.bpflab.isa.Width;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The running kernel gives the vectors of every row of the opcode table the same. Those that can stand behind each other
 * are one program for each row, which takes its numbers from one map and puts what comes of them into another.
 */
class InsnVectorsIT {
    private static final int ETHERNET_HEADER = 14;
    private static final int INPUTS = 3;

    static Stream<OpcodeTable.Row> rows() {
        return OpcodeTable.rows().stream();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theKernelRunsTheRowAlike(OpcodeTable.Row row) {
        KernelProbe probe = KernelHost.probe();
        assumeTrue(probe.usable(), probe::describe);
        List<InsnVector> together = InsnVectors.of(row).stream()
                .filter(vector -> vector.use() == InsnVector.Use.ANYWHERE)
                .toList();
        List<String> wrong = new ArrayList<>();
        try (KernelHost host = new KernelHost()) {
            assumeTrue(
                    !row.sample().isVersion4() || host.hasVersion4(),
                    "this kernel does not know version 4 of the instruction set");
            if (!together.isEmpty()) {
                compare(host, together, wrong);
            }
            InsnVectors.of(row).stream()
                    .filter(vector -> vector.use() == InsnVector.Use.ALONE)
                    .forEach(vector -> compareAlone(host, vector, wrong));
        }
        assertThat(wrong).isEmpty();
    }

    private static void compare(KernelHost host, List<InsnVector> vectors, List<String> wrong) {
        int inputs = array(host, vectors.size() * INPUTS * Long.BYTES);
        int results = array(host, vectors.size() * Long.BYTES);
        byte[] given = new byte[vectors.size() * INPUTS * Long.BYTES];
        ByteBuffer numbers = ByteBuffer.wrap(given).order(ByteOrder.nativeOrder());
        List<Insn> program = new ArrayList<>();
        program.add(new Insn.LdImm64(Reg.R8, ImmKind.MAP_VALUE, inputs, 0));
        program.add(new Insn.LdImm64(Reg.R9, ImmKind.MAP_VALUE, results, 0));
        for (int i = 0; i < vectors.size(); i++) {
            InsnVector vector = vectors.get(i);
            for (int j = 0; j < vector.inputs().length; j++) {
                int at = (i * INPUTS + j) * Long.BYTES;
                numbers.putLong(at, vector.inputs()[j]);
                program.add(new Insn.Load(Size.DW, false, Reg.of(j), Reg.R8, (short) at));
            }
            program.addAll(vector.insns());
            program.add(new Insn.Store(Size.DW, Reg.R9, (short) (i * Long.BYTES), Reg.R0));
        }
        program.add(new Insn.Alu(Width.W64, AluOp.MOV, Reg.R0, new Imm(0)));
        program.add(new Insn.Exit());
        assertThat(host.update(inputs, new byte[4], given, 0)).isZero();
        run(host, program);
        byte[] found = new byte[vectors.size() * Long.BYTES];
        assertThat(host.lookup(results, new byte[4], found, 0)).isZero();
        for (int i = 0; i < vectors.size(); i++) {
            check(
                    vectors.get(i),
                    ByteBuffer.wrap(found).order(ByteOrder.nativeOrder()).getLong(i * Long.BYTES),
                    wrong);
        }
    }

    /** A program's own result has 32 bits. */
    private static void compareAlone(KernelHost host, InsnVector vector, List<String> wrong) {
        List<Insn> program = new ArrayList<>();
        program.add(new Insn.Alu(Width.W64, AluOp.MOV, Reg.R6, Reg.R1));
        program.addAll(InsnVectors.loads(vector.inputs()));
        program.addAll(vector.insns());
        int result = run(host, program);
        if (result != (int) vector.expected()) {
            check(vector, result, wrong);
        }
    }

    private static void check(InsnVector vector, long found, List<String> wrong) {
        if (found != vector.expected()) {
            wrong.add(vector + ": " + Long.toHexString(found) + " and not " + Long.toHexString(vector.expected()));
        }
    }

    private static int run(KernelHost host, List<Insn> program) {
        byte[] insns = InsnCodec.encode(program);
        LoadOutcome loaded = host.load(new ProgAttr(ProgramType.SOCKET_FILTER.number(), insns, "GPL", "", 1));
        assertThat(loaded.result()).as(loaded.log()).isPositive();
        byte[] data = InsnVectors.data();
        byte[] frame = new byte[ETHERNET_HEADER + data.length];
        System.arraycopy(data, 0, frame, ETHERNET_HEADER, data.length);
        TestRunOutcome ran = host.testRun(loaded.result(), new TestRun(frame, new byte[0], 1));
        assertThat(ran.result()).as(() -> Errno.ofResult(ran.result()).name()).isZero();
        host.close(loaded.result());
        return ran.returnValue();
    }

    private static int array(KernelHost host, int bytes) {
        int fd = host.createMap(new MapAttr(MapType.ARRAY.number(), 4, bytes, 1, 0, ""));
        assertThat(fd).isPositive();
        return fd;
    }
}
