package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.call;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperGetSmpProcessorId;
import static dev.bpflab.asm.Asm.loadField;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.seq;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.asm.Asm.sub;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.asm.Item;
import dev.bpflab.differential.SimulatedRelease;
import dev.bpflab.isa.ContextField;
import dev.bpflab.isa.ContextFields;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Size;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Test runs with a context: which fields may be set, what the program sees of them, and what comes back. */
interface TestRunContextContract extends HostUnderTest {
    private ContextFields fields(ProgramType type) {
        Hook hook = switch (type) {
            case XDP -> Bpf.xdp("lo");
            case SCHED_CLS -> Bpf.tcxIngress("lo");
            default -> Bpf.socketFilter("lo");
        };
        return hook.accept(new HookFields(host()));
    }

    /** Writes a program for the words of the table. */
    private static Item[] body(ContextFields fields, String[] words) {
        return switch (words[0]) {
            case "nothing" -> new Item[] {mov(R0, 0)};
            case "load" -> new Item[] {loadField(R0, R1, words[1])};
            case "at" -> new Item[] {loadMem(Size.valueOf(words[1]), R0, R1, Integer.parseInt(words[2]))};
            case "store" -> {
                ContextField field = fields.field(words[1]).orElseThrow();
                yield new Item[] {
                    mov(R2, 77), storeMem(field.size() == DW.bytes() ? DW : W, R1, field.offset(), R2), mov(R0, 0)
                };
            }
            case "length" -> new Item[] {loadField(R0, R1, "data_end"), loadField(R2, R1, "data"), sub(R0, R2)};
            case "metadata" -> new Item[] {loadField(R0, R1, "data"), loadField(R2, R1, "data_meta"), sub(R0, R2)};
            case "meta" -> new Item[] {mov(R2, -8), call(Helper.XDP_ADJUST_META)};
            case "head" -> new Item[] {mov(R2, Integer.parseInt(words[1])), call(Helper.XDP_ADJUST_HEAD)};
            case "tail" -> new Item[] {mov(R2, Integer.parseInt(words[1])), call(Helper.XDP_ADJUST_TAIL)};
            default -> throw new IllegalArgumentException(words[0]);
        };
    }

    private int program(ProgramType type, String does) {
        ContextFields fields = fields(type);
        return program(type, assemble(fields, seq(body(fields, does.split(" ", -1))), exitInsn()));
    }

    /** Reads {@code mark=1 cb[0]=2}. */
    private static Map<String, Long> values(String text) {
        Map<String, Long> values = new LinkedHashMap<>();
        for (String each : text.isEmpty() ? new String[0] : text.split(" ", -1)) {
            int equals = each.indexOf('=');
            values.put(each.substring(0, equals), Long.decode(each.substring(equals + 1)));
        }
        return values;
    }

    /** Writes what is not zero, as {@link #values} reads it. */
    private String text(ProgramType type, byte[] context) {
        return fields(type).values(context).entrySet().stream()
                .filter(each -> each.getValue() != 0)
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(" "));
    }

    private String described(ProgramType type, TestRunOutcome ran) {
        return (HostUnderTest.outcome(ran.result()) + " " + ran.returnValue() + " | " + text(type, ran.context()))
                .strip();
    }

    static Stream<Arguments> answers() throws IOException {
        try (InputStream in = TestRunContextContract.class.getResourceAsStream("test-run-contexts.txt")) {
            String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> Arrays.stream(line.split("\\|", -1))
                            .map(String::strip)
                            .toArray(String[]::new))
                    .map(row -> Arguments.of(
                            ProgramType.valueOf(row[0]),
                            row[1],
                            Integer.parseInt(row[2]),
                            row[3],
                            (row[4] + " | " + row[5]).strip()));
        }
    }

    @ParameterizedTest
    @MethodSource("answers")
    default void aProgramGetsItsContextAndItComesBack(
            ProgramType type, String does, int length, String given, String answer) {
        TestRun run = TestRun.of(new byte[length]).context(fields(type).bytes(values(given)));
        String described = described(type, host().testRun(program(type, does), run));
        SimulatedRelease.assumeSame(host(), described, answer);
        assertThat(described).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        // bytes of context, value of the last one, outcome
        "XDP, 1, 0, OK",
        "XDP, 8, 0, OK",
        "XDP, 24, 0, OK",
        "XDP, 24, 1, EINVAL",
        "XDP, 25, 0, OK",
        "XDP, 25, 1, E2BIG",
        "XDP, 4096, 0, OK",
        "XDP, 4096, 1, E2BIG",
        "XDP, 4097, 0, E2BIG",
        "SCHED_CLS, 1, 0, OK",
        "SCHED_CLS, 1, 1, EINVAL",
        "SCHED_CLS, 9, 5, OK",
        "SCHED_CLS, 192, 0, OK",
        "SCHED_CLS, 192, 1, OK",
        "SCHED_CLS, 193, 0, OK",
        "SCHED_CLS, 193, 1, E2BIG",
        "SCHED_CLS, 4097, 0, E2BIG",
        "SOCKET_FILTER, 184, 1, EINVAL",
        "SOCKET_FILTER, 193, 1, E2BIG",
        "TRACEPOINT, 24, 0, ENOTSUPP",
    })
    default void aContextMayBeShorterThanTheKernelsButSayNothingBehindIt(
            ProgramType type, int length, int last, String outcome) {
        byte[] context = new byte[length];
        context[length - 1] = (byte) last;
        int program = program(type, assemble(mov(R0, 0), exitInsn()));
        TestRunOutcome ran = host().testRun(program, TestRun.of(new byte[64]).context(context));
        assertThat(HostUnderTest.outcome(ran.result())).isEqualTo(outcome);
        int whole = type == ProgramType.XDP ? 24 : 192;
        assertThat(ran.context()).hasSize(ran.result() < 0 ? 0 : whole);
    }

    @ParameterizedTest
    @CsvSource({
        // what the first six bytes are, the interface, pkt_type: 0 to this host, 1 to all, 2 to several, 3 to another
        "0, 1, 0",
        "0, 2, 3",
        "1, 1, 2",
        "1, 2, 2",
        "2, 1, 3",
        "-1, 1, 2",
        "-1, 2, 1",
    })
    default void whomAPacketIsForDependsOnItsInterface(int address, int ifindex, int packetType) {
        byte[] packet = new byte[64];
        Arrays.fill(packet, 0, 6, (byte) address);
        byte[] context = fields(ProgramType.SCHED_CLS).bytes(Map.of("ifindex", ifindex));
        TestRunOutcome ran = host().testRun(
                        program(ProgramType.SCHED_CLS, "load pkt_type"),
                        TestRun.of(packet).context(context));
        assertThat(ran.returnValue()).isEqualTo(packetType);
    }

    @Test
    default void metadataStandsInFrontOfThePacketThatComesBack() {
        byte[] data = new byte[64];
        Arrays.fill(data, (byte) 9);
        byte[] context = fields(ProgramType.XDP).bytes(Map.of("data", 8, "data_end", 64));
        TestRunOutcome ran = host().testRun(
                        program(ProgramType.XDP, "head 4"), TestRun.of(data).context(context));
        assertThat(ran.data()).hasSize(60).containsOnly(9);
        assertThat(text(ProgramType.XDP, ran.context())).isEqualTo("data=8 data_end=60");
    }

    @Test
    default void withoutAContextNoneComesBack() {
        assertThat(host().testRun(program(ProgramType.XDP, "nothing"), TestRun.of(new byte[64]))
                        .context())
                .isEmpty();
    }

    @Test
    default void whatOneRunLeavesInTheContextTheNextOneFinds() {
        int cb = 48;
        Program counting =
                assemble(loadMem(W, R2, R1, cb), add(R2, 1), storeMem(W, R1, cb, R2), mov(R0, 0), exitInsn());
        TestRun run = TestRun.of(new byte[64]).context(new byte[cb]).times(2500);
        TestRunOutcome ran = host().testRun(program(ProgramType.SCHED_CLS, counting), run);
        assertThat(text(ProgramType.SCHED_CLS, ran.context())).isEqualTo("ifindex=1 cb[0]=2500 wire_len=64");
    }

    @Test
    default void metadataGrowsFromRunToRunAsFarAsItMay() {
        byte[] context = fields(ProgramType.XDP).bytes(Map.of("data_end", 64));
        TestRun run = TestRun.of(new byte[64]).context(context).times(2500);
        TestRunOutcome ran = host().testRun(program(ProgramType.XDP, "meta"), run);
        String answer = "OK -22 | data=216 data_end=280";
        SimulatedRelease.assumeSame(host(), described(ProgramType.XDP, ran), answer);
        assertThat(described(ProgramType.XDP, ran)).isEqualTo(answer);
    }

    @ParameterizedTest
    @CsvSource({
        // the CPU, bytes of arguments, repeat, outcome
        "0, 8, 0, OK",
        "1, 8, 0, OK",
        "1, 0, 0, EINVAL",
        "0, 8, 1, EINVAL",
        "1000000, 8, 0, ENXIO",
        "1000000, 0, 0, EINVAL",
        "-1, 8, 0, ENXIO",
    })
    default void aRawTracepointsProgramRunsOnTheCpuThatItIsTold(int cpu, int arguments, int repeat, String outcome) {
        assumeTrue(cpu != 1 || host().possibleCpus() > 1, "needs a second CPU");
        int program = program(
                ProgramType.RAW_TRACEPOINT, assemble(loadMem(DW, R2, R1, 0), helperGetSmpProcessorId(), exitInsn()));
        TestRun run = new TestRun(new byte[0], new byte[arguments], repeat).onCpu(cpu);
        TestRunOutcome ran = host().testRun(program, run);
        assertThat(HostUnderTest.outcome(ran.result())).isEqualTo(outcome);
        assertThat(ran.returnValue()).isEqualTo(outcome.equals("OK") ? cpu : 0);
        assertThat(ran.context()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"XDP", "SCHED_CLS", "SOCKET_FILTER"})
    default void aProgramOnPacketsIsNotToldItsCpu(ProgramType type) {
        TestRun run = TestRun.of(new byte[64]).onCpu(0);
        assertThat(HostUnderTest.outcome(
                        host().testRun(program(type, "nothing"), run).result()))
                .isEqualTo("EINVAL");
    }
}
