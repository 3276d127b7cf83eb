package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code prog debug} without a terminal: commands in, a transcript out. */
class ProgDebugTest {
    private static final String COUNTER = """
            *(u32 *)(r10 - 4) = 0
            r2 = r10
            r2 += -4
            r1 = map[0]
            call bpf_map_lookup_elem
            if r0 == 0 goto out
            r1 = *(u64 *)(r0 + 0)
            r1 += 1
            *(u64 *)(r0 + 0) = r1
            out: r0 = 0
            exit
            """;

    @TempDir
    Path temp;

    private Path program;

    @BeforeEach
    void write() throws IOException {
        program = Files.writeString(temp.resolve("counter.asm"), COUNTER);
    }

    private Cli.Ended debug(String commands, String... options) {
        String[] line = new String[options.length + 7];
        System.arraycopy(
                new String[] {"prog", "debug", program.toString(), "--type", "xdp", "--map", "array:4:8:1"},
                0,
                line,
                0,
                7);
        System.arraycopy(options, 0, line, 7, options.length);
        return new Cli(temp).runWithInput(commands.getBytes(StandardCharsets.UTF_8), line);
    }

    /** Returns what is shown from a text on: before it stands a path of any length. */
    private static String from(String text, Cli.Ended ended) {
        return ended.out().substring(ended.out().indexOf(text));
    }

    @Test
    void aPacketsContextSaysWhichInterfaceItIsOf() throws IOException {
        Files.writeString(program, "r0 = *(u32 *)(r1 + 12)\nexit\n");
        String before = "00".repeat(12);
        assertThat(debug("step\nquit\n", "--ctx", before + "02000000" + "00".repeat(8))
                        .out())
                .contains("    r0 = 2\n");
        assertThat(debug("step\nquit\n", "--ctx", before + "09000000" + "00".repeat(8))
                        .err())
                .contains("the kernel takes no packet of 64 bytes with this context; a packet has at least 14 bytes, "
                        + "and a context only what may be set");
    }

    @Test
    void commandsFromStandardInputMakeATranscript() {
        Cli.Ended ended = debug("until 6\nstep\n\nbreak write map0 0 0-7\ncontinue\nback\nquit\nnever read\n");
        assertThat(ended.err()).isEmpty();
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).startsWith("debugging '" + program + "' (xdp program)");
        assertThat(from("step 0", ended)).isEqualTo("""
                step 0
                =>   0: (62) *(u32 *)(r10 -4) = 0
                     1: (bf) r2 = r10
                (debug) until 6
                step 5
                     5: (85) call bpf_map_lookup_elem#1
                =>   6: (15) if r0 == 0x0 goto pc+3
                     7: (79) r1 = *(u64 *)(r0 +0)
                    r0 = map0[0] (0xff00000000000000)
                    r1 = map map0 (0xff00000100000000)
                    r2 = fp-4 (0xff000002000001fc)
                (debug) step
                step 6
                     6: (15) if r0 == 0x0 goto pc+3
                =>   7: (79) r1 = *(u64 *)(r0 +0)
                     8: (07) r1 += 1
                (debug) break write map0 0 0-7
                breakpoint 1 at writes to map0[0], bytes 0 to 7
                (debug) continue
                breakpoint 1 at writes to map0[0], bytes 0 to 7
                step 9
                     9: (7b) *(u64 *)(r0 +0) = r1
                   out:
                =>  10: (b7) r0 = 0
                    11: (95) exit
                    r1 = 1
                    map0[0] = 1 (was 0)
                (debug) back
                step 8
                     8: (07) r1 += 1
                =>   9: (7b) *(u64 *)(r0 +0) = r1
                   out:
                    10: (b7) r0 = 0
                    map0[0] = 0 (was 1)
                (debug) quit
                """);
    }

    @Test
    void aScriptsFirstWrongLineEndsItAndIsNamed() throws IOException {
        Path script = Files.writeString(temp.resolve("cmds.txt"), "# a comment\nstep\nstpe\nquit\n");
        Cli.Ended ended = debug("", "--script", script.toString());
        assertThat(ended.status()).isEqualTo(ExitStatus.NOT_RUN);
        assertThat(ended.out())
                .endsWith("(debug) stpe\nno command stpe; did you mean 'step'?; help lists them\n  in " + script
                        + ", line 3\n");
    }

    @Test
    void theEndOfTheInputEndsTheDebugger() {
        Cli.Ended ended = debug("step");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("(debug) step\nstep 1\n");
    }

    /** The race of the chapter: both CPUs load the same count, and one is lost. */
    @Test
    void aRaceIsSteppedThroughFromItsSeed() {
        Cli.Ended ended = debug("break write map0\nc\nc\nc\nc\nmaps\n", "--cpus", "2", "--runs", "2", "--seed", "3");
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains("CPU 0, run 1 of 2, turns from seed 3", "CPU 1");
        assertThat(debug("break write map0\nc\nc\nc\nc\nmaps\n", "--cpus", "2", "--runs", "2", "--seed", "3")
                        .out())
                .isEqualTo(ended.out());
    }

    @Test
    void aRejectedProgramSaysSoAndIsStoppedWhereItFails() throws IOException {
        Files.writeString(program, "r2 = 0\nr0 = *(u64 *)(r2 + 0)\nexit\n");
        assertThat(from("the verifier", debug("continue\n"))).isEqualTo("""
                the verifier rejects it: EACCES (R2 invalid mem access 'scalar'); here it runs
                until it does what it may not
                step 0
                =>   0: (b7) r2 = 0
                     1: (79) r0 = *(u64 *)(r2 +0)
                (debug) continue
                stopped: cannot read 8 bytes at r2 + 0 = 0x0: outside of the program's memory
                step 2
                     0: (b7) r2 = 0
                =>   1: (79) r0 = *(u64 *)(r2 +0)
                """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            step x                | 'x' is no number of instructions; use 1 or more
            back 0                | '0' is no number of instructions; use 1 or more
            next 3                | next takes nothing after it
            until nowhere         | no instruction begins at 'nowhere'; use a number as in list, or one of the labels out
            until 4               | no instruction begins at '4'; use a number as in list, or one of the labels out
            break                 | where? use a number as in list, or one of the labels out, or call HELPER, or write MAP
            break call map_lokup_elem | no helper 'map_lokup_elem'; did you mean 'bpf_map_lookup_elem'?
            break write counts    | no map 'counts'; there are map0
            break write map0 x    | 'x' is no key of 4 bytes, and no bytes of the value such as 0-7
            delete 7              | no breakpoint '7'; breaks lists them
            cpu 1                 | the program runs on CPU 0 only; debug it with --cpus 2 to have another
            seed x                | 'x' is no seed; use a number
            re                    | re could be reverse, restart, regs
            wibble                | no command wibble; help lists them
            help wibble           | no command wibble; help lists them
            """)
    void whatCannotBeDoneIsSaidWithTheRemedy(String command, String message) {
        Cli.Ended ended = debug(command + "\n");
        assertThat(ended.status()).isEqualTo(ExitStatus.NOT_RUN);
        String shown = ended.out().substring(ended.out().indexOf("(debug) " + command));
        assertThat(shown.replaceAll("\\s+", " "))
                .isEqualTo("(debug) " + command + " " + message + " in standard input, line 1 ");
    }

    @Test
    void theProgramCannotComeFromTheCommandsInput() {
        Cli.Ended ended = new Cli(temp).runWithInput(new byte[0], "prog", "debug", "-");
        assertThat(ended.status()).isEqualTo(ExitStatus.NOT_RUN);
        assertThat(ended.err())
                .contains("standard input cannot be both program and commands", "give commands with --script");
        Path script = temp.resolve("missing.txt");
        ended = new Cli(temp)
                .runWithInput(
                        COUNTER.getBytes(StandardCharsets.UTF_8), "prog", "debug", "-", "--script", script.toString());
        assertThat(ended.status()).isEqualTo(ExitStatus.NOT_RUN);
        assertThat(ended.err()).contains("missing.txt");
    }

    @Test
    void aQueueThatCouldOnlyBeEmptiedBeginsEmptyAndStaysAsItIs() {
        String script = """
                var jobs = createMap(MapSpec.queue("jobs", U64).maxEntries(4)); jobs.push(7L);
                var p = load(assemble(mov(R2, R10), add(R2, -8), ldMapFd(R1, jobs), call(Helper.MAP_POP_ELEM),
                    mov(R0, 0), exitInsn()), XDP);
                /debug p
                continue
                quit
                jobs.peek()
                """;
        Cli.Ended ended = new Cli(temp).runWithInput(script.getBytes(StandardCharsets.UTF_8), "--host", "sim");
        assertThat(ended.status()).as(ended.out()).isZero();
        assertThat(ended.out().replaceAll("\\s+", " "))
                .contains("your maps stay as they are; jobs begins empty, because what it holds can only be taken out")
                .endsWith("==> 7 ");
    }

    @Test
    void everyCommandIsExplained() {
        String help = debug("help\n").out();
        for (String name :
                "step back next finish until continue reverse restart break delete breaks cpu seed cpus show regs stack maps packet ctx list trace help quit"
                        .split(" ", -1)) {
            assertThat(help).containsPattern("(?m)^" + name + "( |$)");
        }
    }
}
