package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.asm.TextAssembler;
import dev.bpflab.bpf.RefusedPrograms.Refused;
import dev.bpflab.chapter.PageLibrary;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The catalogue has an entry for every class of message, and every entry has something that provokes it. */
class VerifierMessagesTest {
    private static final PageLibrary PAGES = PageLibrary.bundled();

    private static final Pattern NAME = Pattern.compile("\\{(\\w+)}");
    private static final Pattern GROUP = Pattern.compile("\\(\\?<(\\w+?)2?>");
    private static final Set<String> ALWAYS = Set.of(
            "R",
            "r",
            "FREE",
            "RECORD",
            "record",
            "free",
            "at",
            "insn",
            "what",
            "lost",
            "label",
            "exit",
            "end",
            "data_end",
            "progtype",
            "aprogram",
            "slots",
            "lastbyte",
            "signedoff",
            "maptypename",
            "expectedwords");

    private static Arguments recorded(String message, Errno errno, String program, String log) {
        return Arguments.of(message, errno, program, log);
    }

    /** What Linux said where no test of both hosts can provoke it: broken bytes, other program types, users without rights. */
    static Stream<Arguments> recorded() {
        String sums =
                "processed 2 insns (limit 1000000) max_states_per_insn 0 total_states 0 peak_states 0 mark_read 0\n";
        String begin = "0: R1=ctx() R10=fp0\n";
        return Stream.of(
                recorded(
                        "newer-instruction",
                        Errno.EINVAL,
                        "r0 = 0\nr0 = (s8)r0\nexit",
                        "BPF_MOV uses reserved fields\n" + sums),
                recorded("newer-instruction", Errno.EINVAL, "r0 = bswap16 r0\nexit", "unknown opcode d7\n" + sums),
                recorded(
                        "zero-size",
                        Errno.EACCES,
                        "call bpf_trace_printk",
                        "0: (85) call bpf_trace_printk#6\ninvalid zero-sized read\n" + sums),
                recorded(
                        "release",
                        Errno.EACCES,
                        "call bpf_ringbuf_submit",
                        "0: (85) call bpf_ringbuf_submit#132 ; R1_w=alloc_mem(ref_obj_id=2,off=8,imm=0)\ndereference of modified alloc_mem ptr R1 off=8 disallowed\n"
                                + sums),
                recorded("unknown-opcode", Errno.EINVAL, "exit", "unknown opcode ff\n" + sums),
                recorded("reserved-fields", Errno.EINVAL, "exit", "BPF_ALU uses reserved fields\n" + sums),
                recorded("invalid-register", Errno.EINVAL, "exit", begin + "0: (b7) r11 = 0\nR11 is invalid\n" + sums),
                recorded("broken-imm64", Errno.EINVAL, "exit", begin + "invalid bpf_ld_imm64 insn\n" + sums),
                recorded("back-edge", Errno.EINVAL, "r0 = 0\ngoto -2", "back-edge from insn 1 to 0\n" + sums),
                recorded(
                        "too-complex",
                        Errno.EFAULT,
                        "if r0 == 5 goto +0\nexit",
                        "0: (15) if r0 == 0x5 goto pc+0\nThe sequence of 8193 jumps is too complex.\n" + sums),
                recorded("too-many-functions", Errno.E2BIG, "exit", "too many subprograms\n" + sums),
                recorded(
                        "too-many-maps",
                        Errno.E2BIG,
                        "exit",
                        "The total number of maps per program has reached the limit of 64\n" + sums),
                recorded(
                        "return-range",
                        Errno.EINVAL,
                        "r0 = 2\nexit",
                        begin
                                + "0: (b7) r0 = 2                        ; R0=2\n1: (95) exit\nAt program exit the register R0"
                                + " has smin=2 smax=2 should have been in [0, 1]\n" + sums),
                recorded(
                        "packet-write",
                        Errno.EACCES,
                        "*(u8 *)(r2 +0) = 1",
                        "0: (72) *(u8 *)(r2 +0) = 1\ncannot write into packet\n" + sums),
                recorded(
                        "gpl-only",
                        Errno.EINVAL,
                        "call bpf_trace_printk",
                        begin + "0: (85) call bpf_trace_printk#6\ncannot call GPL-restricted function from non-GPL"
                                + " compatible program\n" + sums),
                recorded(
                        "kernel-function",
                        Errno.EINVAL,
                        "call kernel-function#3",
                        "kernel btf_id 3 is not a function\n" + sums),
                recorded(
                        "pointer-leak",
                        Errno.EACCES,
                        "r0 = r10\nexit",
                        begin + "0: (bf) r0 = r10 ; R0=fp0 R10=fp0\n1: (95) exit\nR0 leaks addr as return value\n"
                                + sums),
                recorded(
                        "stack-uninitialised",
                        Errno.EACCES,
                        "call bpf_map_lookup_elem",
                        begin
                                + "0: (85) call bpf_map_lookup_elem#1\ninvalid indirect read from stack R2 off -4+0 size 4\n"
                                + sums),
                recorded("not-simulated", Errno.ENOTSUPP, "exit", "not simulated: programs of type lwt_in\n" + sums),
                recorded("no-rights", Errno.EPERM, "exit", ""),
                recorded("too-many-instructions", Errno.E2BIG, "exit", ""),
                recorded("refused-before", Errno.EINVAL, "exit", ""),
                recorded("other", Errno.EIO, "exit", sums),
                recorded("other", Errno.EINVAL, "exit", "something that no kernel said before\n" + sums));
    }

    private static Explanation explained(Errno errno, String program, String log) {
        ProgramSpec spec = ProgramSpec.of(TextAssembler.parse(program), ProgramType.SOCKET_FILTER);
        return Explanation.of(spec, errno, new VerifierLog(log));
    }

    @ParameterizedTest
    @MethodSource("recorded")
    void explainsWhatLinuxSaid(String message, Errno errno, String program, String log) {
        Explanation explanation = explained(errno, program, log);
        assertThat(explanation.message()).isEqualTo(message);
        assertThat(explanation.sentence()).isNotBlank();
        assertThat(explanation.meaning() + explanation.remedy() + explanation.changes())
                .doesNotContain("{", "}", "something unknown", "if the register");
    }

    @Test
    void everyEntryIsProvokedByAProgram() {
        Set<String> provoked = new HashSet<>();
        Stream.of(RefusedPrograms.plain(), RefusedPrograms.withMaps(), RefusedPrograms.withRingbuf())
                .flatMap(List::stream)
                .map(Refused::message)
                .forEach(provoked::add);
        recorded().map(row -> (String) row.get()[0]).forEach(provoked::add);
        assertThat(provoked)
                .containsExactlyInAnyOrderElementsOf(VerifierMessages.bundled().all().stream()
                        .map(VerifierMessage::id)
                        .toList());
    }

    static Stream<VerifierMessage> entries() {
        return VerifierMessages.bundled().all().stream();
    }

    @ParameterizedTest
    @MethodSource("entries")
    void anEntryUsesOnlyNamesThatStandForSomething(VerifierMessage entry) {
        Set<String> known = new HashSet<>(ALWAYS);
        Matcher group = GROUP.matcher(entry.says() == null ? "" : entry.says().pattern());
        while (group.find()) {
            known.add(group.group(1));
        }
        StringBuilder texts = new StringBuilder(entry.means() + entry.mends());
        entry.code().forEach(code -> texts.append(code.where() + code.vocabulary() + code.text()));
        Matcher name = NAME.matcher(texts);
        while (name.find()) {
            assertThat(known).contains(name.group(1));
        }
        assertThat(entry.means() + entry.mends()).doesNotContain("  ").endsWith(".");
        assertThat(PAGES.find(entry.read()).section()).as(entry.read()).isNotNull();
    }

    @Test
    void aLogThatIsNoneIsExplainedToo() {
        assertThat(explained(Errno.EINVAL, "exit", "\u0000 9999999999: (zz\n(((\nR=")
                        .message())
                .isEqualTo("other");
    }
}
