package dev.bpflab.bpf;

import java.util.List;

/** A program for each class of verifier messages that one can provoke. Which refusal it meets, Linux 6.18 said. */
final class RefusedPrograms {
    /**
     * A program that is refused.
     *
     * @param message the entry of the catalogue that explains it
     * @param slot the instruction that is refused; -1 for the program as a whole
     * @param type what kind of program it is
     * @param text in the kernel's notation; maps by the names that {@link ExplanationContract} gives them
     */
    record Refused(String message, int slot, ProgramType type, String text) {
        @Override
        public String toString() {
            return message + ": " + text.replace("\n", "; ");
        }
    }

    private static final String LOOKUP = """
            *(u32 *)(r10 -4) = 0
            r2 = r10
            r2 += -4
            r1 = map[%s]
            call bpf_map_lookup_elem
            """;
    private static final String FOUND = LOOKUP + "if r0 == 0 goto out\n";
    private static final String OUT = "\nout: r0 = 0\nexit";
    private static final String PACKET = "r2 = *(u32 *)(r1 +0)\nr3 = *(u32 *)(r1 +4)\n";
    private static final String RESERVE = """
            r1 = map[ringbuf]
            r2 = 16
            r3 = 0
            call bpf_ringbuf_reserve
            """;

    private RefusedPrograms() {}

    private static Refused of(String message, int slot, ProgramType type, String text) {
        return new Refused(message, slot, type, text);
    }

    private static Refused filter(String message, int slot, String text) {
        return of(message, slot, ProgramType.SOCKET_FILTER, text);
    }

    private static Refused xdp(String message, int slot, String text) {
        return of(message, slot, ProgramType.XDP, text);
    }

    /** Programs that use nothing but instructions and helpers. */
    static List<Refused> plain() {
        return List.of(
                filter("jump-out-of-range", 1, "r0 = 0\ngoto +5\nexit"),
                filter("jump-into-imm64", 3, "r0 = 0\nr1 = 5 ll\ngoto -2\nexit"),
                filter("unreachable", 2, "r0 = 0\nexit\nexit"),
                filter("no-end", 0, "r0 = 0"),
                filter("infinite-loop", 1, "r0 = 0\nagain: if r0 == 1 goto out\ngoto again\nout: exit"),
                filter("call-destination", 0, "call pc+7\nr0 = 0\nexit"),
                filter("no-result", 0, "exit"),
                filter("lost-in-call", 1, "call bpf_ktime_get_ns\nr0 = r1\nexit"),
                filter("never-set", 0, "r0 = r7\nexit"),
                filter("frame-pointer", 0, "r10 += 8\nr0 = 0\nexit"),
                filter("div-by-zero", 1, "r0 = 1\nr0 /= 0\nexit"),
                filter("shift", 1, "r0 = 1\nr0 <<= 64\nexit"),
                filter("number-as-pointer", 1, "r1 = 64\nr0 = *(u64 *)(r1 +0)\nexit"),
                filter("stack-bounds", 0, "*(u64 *)(r10 -520) = 0\nr0 = 0\nexit"),
                filter("stack-bounds", 0, "r0 = *(u64 *)(r10 +8)\nexit"),
                filter("misaligned", 0, "*(u32 *)(r10 -6) = 0\nr0 = 0\nexit"),
                filter("spill-size", 0, "*(u32 *)(r10 -8) = r1\nr0 = 0\nexit"),
                filter("context-access", 0, "r0 = *(u64 *)(r1 +0)\nexit"),
                filter("context-changed", 1, "r1 += 8\nr0 = *(u32 *)(r1 +0)\nexit"),
                filter("pointer-operator", 1, "r2 = r10\nr2 *= 3\nr0 = 0\nexit"),
                filter("pointer-operator", 1, "r2 = r10\nr2 &= -8\nr0 = 0\nexit"),
                filter("pointer-operator", 1, "r2 = r10\nw2 += 8\nr0 = 0\nexit"),
                filter("pointer-and-pointer", 1, "r2 = r10\nr2 += r1\nr0 = 0\nexit"),
                filter("pointer-and-pointer", 1, "r2 = 8\nr2 -= r1\nr0 = 0\nexit"),
                filter("stack-subtraction", 2, "r2 = r10\nr3 = 8\nr2 -= r3\nr0 = 0\nexit"),
                filter("pointer-far", 1, "r2 = r10\nr2 += 1073741824\nr0 = 0\nexit"),
                filter("unknown-helper", 0, "call 9999\nr0 = 0\nexit"),
                filter("helper-not-allowed", 1, "r2 = 0\ncall bpf_xdp_adjust_head\nr0 = 0\nexit"),
                filter(
                        "argument-type",
                        4,
                        "r1 = 0\nr2 = r10\nr2 += -4\n*(u32 *)(r10 -4) = 0\ncall bpf_map_lookup_elem\nr0 = 0\nexit"),
                filter("too-large", 3, "r1 = 0\nr0 = 0\nagain: r0 += 1\nif r0 != 10000000 goto again\nr0 = 0\nexit"),
                filter(
                        "call-depth",
                        14,
                        "call a\nexit\na: call b\nexit\nb: call c\nexit\nc: call d\nexit\nd: call e\nexit\ne: call f\nexit\n"
                                + "f: call g\nexit\ng: call h\nexit\nh: r0 = 0\nexit"),
                filter(
                        "stack-depth",
                        -1,
                        "*(u64 *)(r10 -400) = 0\ncall f\nr0 = 0\nexit\nf: *(u64 *)(r10 -400) = 0\nr0 = 0\nexit"),
                filter(
                        "stack-of-caller",
                        5,
                        "r1 = r10\nr1 += -8\ncall f\nr0 = 0\nexit\nf: *(u64 *)(r1 +0) = r10\nr0 = 0\nexit"),
                filter("stack-of-caller", 4, "call f\nr0 = 0\nexit\nf: r0 = r10\nexit"),
                xdp("packet-bounds", 2, PACKET + "r0 = *(u8 *)(r2 +0)\nexit"),
                xdp("not-for-access", 2, PACKET + "r0 = *(u8 *)(r3 +0)\nexit"),
                xdp("pointer-fixed", 2, PACKET + "r3 += 4\nr0 = 0\nexit"),
                xdp("packet-load", 1, "r6 = r1\nr0 = *(u8 *)skb[0]\nr0 = 0\nexit"),
                filter("packet-load", 1, "r6 = r10\nr0 = *(u8 *)skb[0]\nr0 = 0\nexit"),
                filter("zero-size", 4, "r1 = r10\nr1 += -8\nr2 = 0\nr3 = 0\ncall bpf_trace_printk\nr0 = 0\nexit"),
                filter("map-descriptor", 0, "r1 = map[1000000]\nr0 = 0\nexit"),
                of("atomic-place", 1, ProgramType.SOCKET_FILTER, "r2 = 1\nlock *(u64 *)(r1 +0) += r2\nr0 = 0\nexit"));
    }

    /** Programs that use maps. */
    static List<Refused> withMaps() {
        return List.of(
                filter("null-check", 6, LOOKUP.formatted("hash") + "r0 = *(u64 *)(r0 +0)\nexit"),
                filter("null-arithmetic", 6, LOOKUP.formatted("hash") + "r0 += 4\nr0 = 0\nexit"),
                filter("map-value-bounds", 7, FOUND.formatted("hash") + "r1 = *(u64 *)(r0 +8)" + OUT),
                filter(
                        "index-negative",
                        9,
                        FOUND.formatted("hash") + "r6 = *(s8 *)(r0 +0)\nr0 += r6\nr1 = *(u8 *)(r0 +0)" + OUT),
                filter(
                        "index-unbounded",
                        9,
                        FOUND.formatted("hash") + "r6 = *(u32 *)(r0 +0)\nr0 += r6\nr1 = *(u8 *)(r0 +0)" + OUT),
                filter("map-write-forbidden", 7, FOUND.formatted("rdonly") + "*(u64 *)(r0 +0) = 1" + OUT),
                filter("map-read-forbidden", 7, FOUND.formatted("wronly") + "r1 = *(u64 *)(r0 +0)" + OUT),
                filter("map-itself", 3, "r1 = map[hash]\nr2 = 1\n*(u64 *)(r1 +0) = r2\nr0 = 0\nexit"),
                filter("map-for-helper", 4, "r1 = map[hash]\nr2 = r10\nr2 += -8\ncall bpf_map_pop_elem\nr0 = 0\nexit"),
                filter("direct-value", 0, "r1 = map[hash][0]+0\nr0 = 0\nexit"),
                filter(
                        "size-unbounded",
                        9,
                        FOUND.formatted("hash") + "r2 = *(u64 *)(r0 +0)\nr1 = r10\ncall bpf_trace_printk" + OUT),
                filter(
                        "stack-variable",
                        11,
                        FOUND.formatted("hash")
                                + "r6 = *(u64 *)(r0 +0)\nr6 &= 63\nr7 = r10\nr7 += r6\n*(u8 *)(r7 -8) = 0" + OUT),
                filter(
                        "different-pointers",
                        11,
                        "r6 = r1\n" + LOOKUP.formatted("hash")
                                + "if r0 == 0 goto ctx\nr7 = r0\ngoto use\nctx: r7 = r6\nuse: r0 = *(u32 *)(r7 +0)\nexit"));
    }

    /** Programs that use a ring buffer. */
    static List<Refused> withRingbuf() {
        return List.of(
                filter("reference-leak", 6, RESERVE + "r0 = 0\nexit"),
                filter("null-check", 5, RESERVE + "*(u64 *)(r0 +0) = 1\nr0 = 0\nexit"),
                filter(
                        "memory-bounds",
                        6,
                        RESERVE + "if r0 == 0 goto out\nr1 = *(u64 *)(r0 +16)\nr1 = r0\nr2 = 0\ncall bpf_ringbuf_submit"
                                + OUT),
                filter(
                        "release",
                        9,
                        RESERVE + "if r0 == 0 goto out\nr1 = r0\nr1 += 8\nr2 = 0\ncall bpf_ringbuf_submit" + OUT),
                filter(
                        "not-constant",
                        4,
                        "r2 = *(u32 *)(r1 +0)\nr1 = map[ringbuf]\nr3 = 0\ncall bpf_ringbuf_reserve\nr0 = 0\nexit"));
    }
}
