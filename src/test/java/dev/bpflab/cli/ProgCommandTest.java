package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgCommandTest {
    private static final String RETURN_MINUS_2 = "b7000000feffffff9500000000000000";
    private static final String FIRST_BYTE = "71100000000000009500000000000000";
    private static final String UNINITIALISED = "bf600000000000009500000000000000";

    @TempDir
    Path temp;

    @Test
    void runPrintsAllSixtyFourBitsOfR0() {
        assertThat(hex(RETURN_MINUS_2, "run", "-").out()).isEqualTo("r0 = 0xfffffffffffffffe\n");
    }

    @Test
    void runOnDataReadsIt() {
        assertThat(hex(FIRST_BYTE, "run", "-", "--data", "7f 00").out()).isEqualTo("r0 = 0x7f\n");
        assertThat(hex(FIRST_BYTE, "run", "-", "--data", "7f", "--json").out()).contains("\"r0\" : \"0x7f\"");
    }

    @Test
    void runStopsWhereMemoryEnds() {
        Cli.Ended ended = hex(FIRST_BYTE, "run", "-");
        assertThat(ended.status()).isEqualTo(ExitStatus.NEGATIVE);
        assertThat(ended.out()).startsWith("stopped: ");
    }

    @Test
    void runTakesTheFormatFromTheFilesEndingOrTheOption() {
        byte[] bytes = java.util.HexFormat.of().parseHex(RETURN_MINUS_2);
        assertThat(new Cli(temp)
                        .runWithInput(bytes, "prog", "run", "-", "--format", "bin")
                        .out())
                .contains("0xfffffffffffffffe");
        String text = "r0 = 7\nexit\n";
        assertThat(new Cli(temp)
                        .runWithInput(text.getBytes(StandardCharsets.UTF_8), "prog", "run", "-")
                        .out())
                .isEqualTo("r0 = 0x7\n");
    }

    @Test
    void aVerifiedTypeIsVerifiedFirst() {
        Cli.Ended ended = hex(UNINITIALISED, "run", "-", "--type", "xdp", "--host", "sim");
        assertThat(ended.status()).isEqualTo(ExitStatus.NEGATIVE);
        assertThat(ended.out()).contains("rejected: EACCES (R6 !read_ok)");
    }

    @Test
    void aVerifiedTypeRunsOnAPacket() {
        Cli.Ended ended = hex(
                "b7000000020000009500000000000000",
                "run",
                "-",
                "--type",
                "xdp",
                "--host",
                "sim",
                "--data",
                "00".repeat(64));
        assertThat(ended.out()).isEqualTo("r0 = 0x2\n");
    }

    /** Returns the fourth field of struct xdp_md, the interface. */
    private static final String INTERFACE = "61100c0000000000" + "9500000000000000";

    @Test
    void aContextIsGivenAndComesBack() {
        String context = "00".repeat(4) + "40" + "00".repeat(7) + "02" + "00".repeat(11);
        Cli.Ended ended = hex(
                INTERFACE,
                "run",
                "-",
                "--type",
                "xdp",
                "--host",
                "sim",
                "--data",
                "00".repeat(64),
                "--ctx",
                context,
                "--json");
        assertThat(ended.out()).contains("\"r0\" : \"0x2\"", "\"ctx\" : \"" + context + "\"");
    }

    @Test
    void aRawTracepointRunsOnArguments() {
        String second = "7910080000000000" + "9500000000000000";
        String[] run = {"run", "-", "--type", "raw_tracepoint", "--host", "sim", "--ctx"};
        assertThat(hex(second, with(run, "0100000000000000" + "0200000000000000"))
                        .out())
                .isEqualTo("r0 = 0x2\n");
        assertThat(hex(second, with(run, "0100000000000000")).err())
                .contains("it has no packet; give the arguments that it reads with --ctx, eight bytes each");
    }

    private static String[] with(String[] words, String last) {
        String[] all = java.util.Arrays.copyOf(words, words.length + 1);
        all[words.length] = last;
        return all;
    }

    @Test
    void verifySaysTheVerdictAndEndsWithIt() {
        Cli.Ended accepted =
                hex("b7000000000000009500000000000000", "verify", "-", "--type", "tracepoint", "--host", "sim");
        assertThat(accepted.status()).isZero();
        assertThat(accepted.out()).endsWith("accepted\n");
        Cli.Ended rejected = hex(UNINITIALISED, "verify", "-", "--type", "tracepoint", "--host", "sim", "--json");
        assertThat(rejected.status()).isEqualTo(ExitStatus.NEGATIVE);
        assertThat(rejected.out())
                .contains("\"accepted\" : false", "\"errno\" : \"EACCES\"", "\"reason\" : \"R6 !read_ok\"");
    }

    @Test
    void verifyExplainsARefusalWithTheLineAndTheRemedyInItsNotation() {
        byte[] program = "call bpf_ktime_get_ns\n\nr0 = r1 ; lost\nexit\n".getBytes(StandardCharsets.UTF_8);
        String[] line = {"prog", "verify", "-", "--type", "xdp", "--host", "sim", "--log", "0"};
        assertThat(new Cli(temp).runWithInput(program, line).out()).isEqualTo("""
                rejected: EACCES (R1 !read_ok)
                refused   #1 r0 = r1  line 3
                R1        nothing any more; it was the program's context
                            at the beginning
                            #0 call bpf_ktime_get_ns
                verifier  R1 !read_ok
                meaning   R1 held the program's context until the call at #0. A call may use R1
                          to R5 as it likes, so after it their old values are gone. R6 to R9
                          survive.
                remedy    Keep a copy in R6 to R9 before the call and use that afterwards.
                            before #0:
                              r6 = r1
                            in #1:
                              use r6 in place of r1
                read      bpflab read 2.8.3
                """);
        String[] json = {"prog", "verify", "-", "--type", "xdp", "--host", "sim", "--log", "0", "--json"};
        assertThat(new Cli(temp).runWithInput(program, json).out())
                .contains("\"message\" : \"lost-in-call\"", "\"slot\" : 1", "\"line\" : 3", "\"log\" : \"\"");
    }

    @Test
    void mapsAreNamedByTheirPlace() {
        // r1 = map[0]; r0 = 0; exit
        Cli.Ended ended = hex(
                "18110000000000000000000000000000b7000000000000009500000000000000",
                "verify",
                "-",
                "--type",
                "xdp",
                "--host",
                "sim",
                "--map",
                "hash:4:8:16");
        assertThat(ended.status()).as(ended.out() + ended.err()).isZero();
    }

    @Test
    void disasmListsTheKernelsNotation() {
        assertThat(hex(FIRST_BYTE, "disasm", "-").out()).isEqualTo("0: (71) r0 = *(u8 *)(r1 +0)\n1: (95) exit\n");
        assertThat(hex(FIRST_BYTE, "disasm", "-", "--json").out()).contains("\"slot\" : 1", "\"text\" : \"exit\"");
    }

    private Cli.Ended hex(String program, String... line) {
        String[] whole = new String[line.length + 3];
        whole[0] = "prog";
        System.arraycopy(line, 0, whole, 1, line.length);
        whole[line.length + 1] = "--format";
        whole[line.length + 2] = "hex";
        return new Cli(temp).runWithInput(program.getBytes(StandardCharsets.UTF_8), whole);
    }
}
