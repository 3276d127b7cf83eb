package dev.bpflab.sim.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.asm.TextAssembler;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.ProgramType;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Programs that are much work to verify take as many instructions and states as with Linux 6.18, which wrote the lines
 * below, and end where it gives up.
 */
class LimitsTest {
    private static final int STATISTICS = 4;

    private static String times(int count, IntFunction<String> lines) {
        return IntStream.range(0, count).mapToObj(lines).collect(Collectors.joining());
    }

    static Stream<Arguments> programs() {
        return Stream.of(
                Arguments.of(
                        "a loop without end",
                        "r0 = 0\nr0 += 1\nif r0 != 0 goto -2\nexit",
                        "E2BIG",
                        "processed 1000001 insns (limit 1000000) max_states_per_insn 4 total_states 25001"
                                + " peak_states 25001 mark_read 0"),
                Arguments.of(
                        "4000 instructions in a row",
                        "r0 = 0\n" + times(3998, i -> "r0 += " + (i % 7 + 1) + "\n") + "exit",
                        "OK",
                        "processed 4000 insns (limit 1000000) max_states_per_insn 0 total_states 0"
                                + " peak_states 0 mark_read 0"),
                Arguments.of(
                        "4000 instructions with a branch at every fourth",
                        "r6 = r1\ncall bpf_get_prandom_u32\nr7 = r0\n"
                                + times(
                                        1000,
                                        i -> "r2 = r7\nr2 &= %d\nif r2 > %d goto +1\nr8 = %d\n"
                                                .formatted(i + 1, i / 2, i))
                                + "r0 = 0\nexit",
                        "OK",
                        "processed 7501 insns (limit 1000000) max_states_per_insn 0 total_states 750"
                                + " peak_states 750 mark_read 0"),
                Arguments.of(
                        "300 times a loop of 1000 rounds",
                        "r0 = 0\nr6 = 0\nr7 = 0\nr7 += 1\nr0 += r7\nif r7 < 1000 goto -3\nr6 += 1\nif r6 < 300 goto -6\nexit",
                        "OK",
                        "processed 900903 insns (limit 1000000) max_states_per_insn 4 total_states 15017"
                                + " peak_states 15017 mark_read 0"),
                Arguments.of(
                        "40 branches, each of which changes a number that matters",
                        "r6 = r1\nr9 = 0\nr8 = 1\n"
                                + times(
                                        40,
                                        i -> "call bpf_get_prandom_u32\nif r0 > 5 goto +2\nr9 += %d\nr8 += r9\n"
                                                .formatted(1 << (i % 20)))
                                + "r1 = r8\nif r1 == 77 goto +3\nr9 &= 7\nr2 = r10\nr2 += r9\nr0 = 0\nexit",
                        "E2BIG",
                        "processed 1000001 insns (limit 1000000) max_states_per_insn 4 total_states 100003"
                                + " peak_states 75 mark_read 0"),
                Arguments.of(
                        "9000 ways to the end",
                        "call bpf_get_prandom_u32\nr6 = r0\n"
                                + times(9000, i -> "if r6 == %d goto +%d\n".formatted(i, 9000 - i - 1))
                                + "r0 = 0\nexit",
                        "EFAULT",
                        "processed 8195 insns (limit 1000000) max_states_per_insn 0 total_states 1024"
                                + " peak_states 1024 mark_read 0"),
                Arguments.of(
                        "a loop with a branch, which leaves a path behind in every round",
                        "r6 = 0\n"
                                + times(64, i -> "*(u64 *)(r10 - %d) = r6\n".formatted(8 * (i + 1)))
                                + "r6 += 1\ncall bpf_get_prandom_u32\nr7 = r0\ncall bpf_get_prandom_u32\n"
                                + "if r7 > 5 goto +1\nr6 += 1\nif r6 < 100000 goto -7\nr0 = 0\nexit",
                        "EFAULT",
                        "processed 57414 insns (limit 1000000) max_states_per_insn 4 total_states 1641"
                                + " peak_states 1641 mark_read 0"),
                Arguments.of(
                        "a loop without end eight calls deep",
                        times(
                                        7,
                                        i -> "r6 = %d\nr7 = 1\nr8 = 2\nr9 = 3\n".formatted(i)
                                                + times(6, j -> "*(u64 *)(r10 - %d) = r9\n".formatted(8 * (j + 1)))
                                                + "call f%d\nr0 = 0\nexit\nf%d:\n".formatted(i, i))
                                + "r0 = 0\n"
                                + times(9, i -> "r%d = %d\n".formatted(i + 1, i + 1))
                                + "again:\n"
                                + times(5, i -> "r%d += %d\n".formatted(i + 1, i + 2))
                                + "if r1 == 7 goto +0\nif r2 == 7 goto +0\nif r1 != 0 goto again\nexit",
                        "E2BIG",
                        "processed 1000001 insns (limit 1000000) max_states_per_insn 4 total_states 18754"
                                + " peak_states 18754 mark_read 0"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("programs")
    void takesAsMuchWorkAsOnLinux(String name, String text, String outcome, String statistics) {
        Verdict verdict = Verifier.verify(input(text));
        assertThat(verdict.result())
                .isEqualTo(outcome.equals("OK") ? 0 : Errno.valueOf(outcome).result());
        assertThat(verdict.log()).endsWith(statistics + "\n");
    }

    private static VerifierInput input(String text) {
        return new VerifierInput(
                TextAssembler.parse(text).insns(), ProgramType.SOCKET_FILTER, "GPL", STATISTICS, fd -> null, 2);
    }

    @Test
    void anInterruptEndsIt() {
        VerifierInput endless = input("r0 = 0\nr0 += 1\nif r0 != 0 goto -2\nexit");
        Thread.currentThread().interrupt();
        try {
            Verdict verdict = Verifier.verify(endless);
            assertThat(verdict.result()).isEqualTo(Errno.EAGAIN.result());
            assertThat(verdict.log()).contains("processed 1024 insns");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    void functionsThatCallEachOtherManyTimesOnPathsNeverTakenAreWalkedOnce() {
        StringBuilder text = new StringBuilder("r0 = 0\nif r0 == 0 goto +200\n" + "call f0\n".repeat(200) + "exit\n");
        List<Integer> depths = List.of(0, 1, 2, 3, 4, 5);
        for (int depth : depths) {
            text.append("f%d:\n".formatted(depth))
                    .append("call f%d\n".formatted(depth + 1).repeat(100))
                    .append("exit\n");
        }
        text.append("f6:\nr0 = 0\nexit\n");
        assertThat(Verifier.verify(input(text.toString())).result()).isZero();
    }
}
