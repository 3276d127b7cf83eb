package dev.bpflab.differential;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.asm.TextAssembler;
import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * Whether the running kernel's verifier is the one that the simulator follows, found out by what it logs: programs whose
 * logs tell releases apart, each with the log that Linux 6.18 wrote. Words and verdicts of other releases differ and are
 * right there.
 */
public final class SimulatedRelease {
    private static final String RECORDED = "linux-6.18.logs";

    private static final List<String> PROGRAMS = List.of(
            // A sign that is extended, and bounds that follow.
            """
            call bpf_get_prandom_u32
            r1 = (s8)r0
            if r1 s> 7 goto +2
            if r1 s< 0 goto +1
            r0 = r1
            r0 &= 255
            exit
            """,
            // A loop, whose states are compared.
            """
            r6 = 0
            r6 += 1
            call bpf_get_prandom_u32
            if r0 == 9 goto +1
            if r6 < 12 goto -4
            r0 = r6
            exit
            """,
            // What is spilt is filled and must be precise.
            """
            call bpf_get_prandom_u32
            r0 &= 7
            *(u64 *)(r10 -8) = r0
            *(u64 *)(r10 -16) = 0
            r1 = *(u64 *)(r10 -8)
            r2 = r10
            r2 += -16
            r2 += r1
            r0 = *(u8 *)(r2 +0)
            exit
            """,
            // A function of the program's own, and a value that may be NULL.
            """
            r6 = r1
            r1 = 3
            call +2
            r0 = 0
            exit
            r2 = r1
            *(u32 *)(r10 -4) = r2
            r1 = map[0]
            r2 = r10
            r2 += -4
            call bpf_map_lookup_elem
            if r0 == 0 goto +2
            r1 = *(u64 *)(r0 +0)
            *(u64 *)(r0 +8) = r1
            exit
            """,
            "r0 = *(u64 *)(r1 +1000)\nexit\n");

    private static final Supplier<String> DIFFERENCE = new Supplier<>() {
        private String found = "";
        private boolean asked;

        @Override
        public synchronized String get() {
            if (!asked) {
                try (BpfHost kernel = new KernelHost()) {
                    found = difference(logs(kernel), recorded());
                }
                asked = true;
            }
            return found;
        }
    };

    private SimulatedRelease() {}

    /** Skips the test where there is no kernel to compare with, or one whose verifier is another than the simulator's. */
    public static void assume() {
        KernelProbe probe = KernelHost.probe();
        assumeTrue(probe.usable(), probe::describe);
        assumeTrue(
                DIFFERENCE.get().isEmpty(),
                () -> "the simulator follows the verifier of Linux 6.18, and this kernel's is another: "
                        + DIFFERENCE.get());
    }

    /** Returns whether there is a kernel and its verifier is that one. */
    public static boolean isHere() {
        return KernelHost.probe().usable() && DIFFERENCE.get().isEmpty();
    }

    /** Returns whether the host is a kernel of another release. */
    public static boolean isNot(BpfHost host) {
        return host.name().equals("kernel") && !isHere();
    }

    /** Skips the test where the host is a kernel of another release, and answers otherwise than Linux 6.18 did. */
    public static void assumeSame(BpfHost host, Object answer, Object recorded) {
        assumeTrue(
                answer.equals(recorded) || !isNot(host),
                () -> "where Linux 6.18 answers '" + recorded + "', this kernel does '" + answer + "'");
    }

    /** Skips the test where the host is a kernel of another release. */
    public static void assumeFor(BpfHost host) {
        assumeTrue(!isNot(host), "what this says is so in Linux 6.18, and this is another release");
    }

    /** Returns what the host may answer: what Linux 6.18 does, and on a kernel of another release what others are known to. */
    public static List<String> answers(BpfHost host, String simulated, String elsewhere) {
        return isNot(host) ? List.of(simulated, elsewhere) : List.of(simulated);
    }

    /** Returns what a host logs of the programs, line by line. */
    static List<String> logs(BpfHost host) {
        MapAttr map = new MapAttr(MapType.HASH.number(), 4, 16, 8, 0, "");
        List<String> lines = new ArrayList<>();
        for (String text : PROGRAMS) {
            Sample sample = new Sample(
                    0,
                    ProgramType.SOCKET_FILTER,
                    List.of(map),
                    TextAssembler.parse(text).insns(),
                    false);
            lines.addAll(LogLines.comparable(Observed.log(host, sample)));
        }
        return lines;
    }

    static List<String> recorded() {
        try (InputStream in = SimulatedRelease.class.getResourceAsStream(RECORDED)) {
            return new String(Objects.requireNonNull(in, RECORDED).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String difference(List<String> here, List<String> there) {
        for (int i = 0; i < Math.max(here.size(), there.size()); i++) {
            String one = i < here.size() ? here.get(i) : "nothing";
            String other = i < there.size() ? there.get(i) : "nothing";
            if (!one.equals(other)) {
                return "it says '" + one.strip() + "' and not '" + other.strip() + "'";
            }
        }
        return "";
    }
}
