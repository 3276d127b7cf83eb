package dev.bpflab.repl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.repl.Command.Answer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the commands show, and how they are found. */
class CommandsTest {
    @TempDir
    private Path folder;

    private TestBench bench;

    @BeforeEach
    void open() {
        bench = new TestBench(PageLibrary.bundled(), folder);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void theTableHasEveryCommandOnceWithHelp() {
        assertThat(Commands.all())
                .extracting(Command::name)
                .doesNotHaveDuplicates()
                .contains(
                        "/help /lab /read /check /hint /solution /next /restart /maps /dump /save /exit /vars /list /methods /imports /drop /reset /host"
                                .split(" "));
        assertThat(Commands.all())
                .allSatisfy(command -> assertThat(command.help()).isNotBlank().doesNotEndWith("."));
        String help = bench.type("/help").replaceAll("\\s+", " ");
        assertThat(Commands.all()).allSatisfy(command -> assertThat(help).contains(command.usage(), command.help()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /hepl        | no command /hepl; did you mean /help?
            /sotulion    | no command /sotulion; did you mean /solution?
            /re          | /re could be /restart, /read, /reset, /reload
            /wibblewobbl | no command /wibblewobbl; /help lists them
            /check       | no lab is open; /lab
            /next        | no lab is open; /lab
            /dump        | dump which map? /maps lists them
            /dump m      | no open map 'm'; /maps lists them
            /watch       | watch which map? /maps lists them
            /watch m     | no open map 'm'; /maps lists them
            /export      | /export MAP FILE [--replace]; the name of the file ends in .json or .csv
            /export m    | /export MAP FILE [--replace]; the name of the file ends in .json or .csv
            /export m x.json | no open map 'm'; /maps lists them
            /diff        | compare which map? /maps lists them
            /diff m      | no open map 'm'; /maps lists them
            /drop x      | nothing is called 'x'; /list shows all
            /drop        | drop what? /list shows all
            /list x      | nothing is called 'x'; /list shows all
            /vars x      | nothing is called 'x'; /list shows all
            /7           | nothing is called '7'; /list shows all
            /-1          | nothing is called '-1'; /list shows all
            /!           | nothing is called '-1'; /list shows all
            /edit x      | nothing is called 'x'; /list shows all
            /edit        | there is no terminal to edit on
            /reload all  | reload takes nothing but -quiet
            /set hue     | nothing to set is called 'hue'; there are feedback, editing, theme, editor
            /set theme x | 'x' is no value of theme; there are auto, dark, light, none
            /save        | save to which file?
            /restart it  | restart what? step, lab or all
            /lab 99.9    | unknown lab '99.9'
            /read 99.9   | no page '99.9' (
            /debug       | debug which program? Name a variable that holds one, or a loaded one by name or id
            /debug zzz   | no program 'zzz'; name a variable that holds one, or a loaded one by name or id
            /help zzz    | no command /zzz; /help lists them
            """)
    void whatCannotBeDoneIsSaidWithTheRemedy(String line, String shown) {
        assertThat(bench.answer(line)).isEqualTo(Answer.FAILED);
        assertThat(bench.shown()).startsWith(shown).hasLineCount(1);
    }

    @Test
    void aUniqueBeginningIsEnough() {
        assertThat(bench.type("/ho")).isEqualTo("host none: there is nothing else to test on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"// a comment", "/* another */", "/ 2", ""})
    void javaIsNoCommand(String line) {
        assertThat(Commands.isCommand(line)).isFalse();
    }

    @Test
    void exitEnds() {
        assertThat(bench.answer("/exit")).isEqualTo(Answer.EXIT);
    }

    @Test
    void variablesMethodsAndSnippetsAreListed() {
        bench.type("var m = createMap(HASH, 4, 8, 10); int twice(int n) { return 2 * n; }");
        bench.type("twice(4)");

        assertThat(bench.type("/vars"))
                .isEqualTo(
                        "BpfMap<ByteBuffer,ByteBuffer> m = map 1: hash, bytes4 -> bytes8, max_entries 10\nint $3 = 8");
        assertThat(bench.type("/methods")).isEqualTo("int twice(int)");
        assertThat(bench.type("/list")).contains("2 : int twice(int n)").contains("3 : twice(4)");
        assertThat(bench.type("/imports")).contains("import static dev.bpflab.bpf.Bpf.*;");

        assertThat(bench.answer("/drop twice")).isEqualTo(Answer.OK);
        assertThat(bench.type("/methods")).isEmpty();
        assertThat(bench.answer("/reset")).isEqualTo(Answer.OK);
        assertThat(bench.type("/vars")).isEmpty();
        assertThat(bench.type("maps()")).contains("map 1: hash");
    }

    @Test
    void mapsAreListedAndDumped() {
        assertThat(bench.type("/maps")).startsWith("no map is open");
        bench.type("var counts = createMap(MapSpec.hash(\"tally\", U32, U64).maxEntries(64)); counts.put(6L, 3L);");

        assertThat(bench.type("/maps")).contains("tally").contains("counts").contains("64");
        for (String name : new String[] {"counts", "tally", "1"}) {
            assertThat(bench.type("/dump " + name)).contains("map 1 'tally'").containsPattern("6.*3");
        }
        bench.type("for (long i = 0; i < 100; i++) counts.put(i, i);");
        assertThat(bench.type("/dump counts")).endsWith("… and 60 more");
        assertThat(bench.type("/dump counts 2")).endsWith("… and 98 more");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "x", "10ms", "2h", "1 0", "1 x", "1 1 1", "99999"})
    void aMapIsWatchedAtReasonableIntervals(String arguments) {
        bench.type("var m = createMap(HASH, 4, 8, 10)");
        assertThat(bench.answer("/watch m " + arguments)).isEqualTo(Answer.FAILED);
        assertThat(bench.shown()).startsWith("/watch MAP [INTERVAL] [ROUNDS]; an interval is");
    }

    @Test
    void aTraceIsShownWhenAskedFor() {
        assertThat(bench.type("/trace")).isEqualTo("nothing has failed yet");
        bench.type("int half(int n) { throw new IllegalStateException(\"odd\", new RuntimeException(\"one\")); }");
        assertThat(bench.type("half(3)")).doesNotContain("snippet");
        assertThat(bench.type("/trace")).isEqualTo("""
                java.lang.IllegalStateException: odd
                  snippet 1, line 1: int half(int n) { throw new IllegalStateException("odd",
                  new RuntimeException("one")); }
                  snippet 2, line 1: half(3)
                caused by java.lang.RuntimeException: one""");
    }

    @Test
    void whatChangedSinceTheLastLookIsShown() {
        bench.type("var counts = createMap(MapSpec.hash(\"tally\", U32, U64).maxEntries(64)); counts.put(6L, 3L);");
        assertThat(bench.type("/diff counts"))
                .endsWith("This is the first look; /diff again shows what changed since.");
        assertThat(bench.type("/diff tally")).endsWith("nothing changed");
        bench.type("counts.put(6L, 4L); counts.put(7L, 1L);");
        assertThat(bench.type("/diff counts"))
                .contains("+ 1 new, * 1 changed")
                .contains("* │   6 │      3 │   4 │     +1")
                .endsWith("+ │   7 │        │   1 │");
        bench.type("/dump counts");
        assertThat(bench.type("/diff counts")).endsWith("nothing changed");
        assertThat(bench.type("/watch counts 50ms 2").split("map 1 'tally'")).hasSize(3);
    }

    @Test
    void mapsThatCannotBeWalkedAreListedToo() {
        bench.type("createMap(MapSpec.queue(\"waiting\", U32).maxEntries(4))");
        bench.type("createMap(MapSpec.hash(\"secret\", U32, U64).maxEntries(5).flags(MapFlag.WRONLY))");

        assertThat(bench.type("/maps"))
                .containsPattern("waiting .* queue .* +│   4")
                .containsPattern("secret .* hash .* +│   5");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /debug p                  | the program is not loaded; say of which type it is: --type xdp, socket_filter
            /debug p --type zdp       | no program type 'zdp'; say of which type it is: --type xdp
            /debug p --cpuz 2         | no option --cpuz; did you mean '--cpus'?; there are [--cpus N]
            /debug p --cpus           | '' is no value for --cpus
            /debug p --cpus two       | 'two' is no value for --cpus
            /debug p --data xyz       | 'xyz' is no value for --data
            /debug p --type xdp --cpus 2 | debug p: EINVAL (it cannot run on 2 CPUs; use 1 to 1)
            /debug p --type xdp --runs 0 | debug p: EINVAL (it cannot run 0 times; use 1 or more)
            /debug p --type xdp --data 00 | debug p: EINVAL (the kernel takes no packet of 1 bytes; a packet has at
            /debug p --type xdp --ctx ff | debug p: EINVAL (the kernel takes no packet of 64 bytes with this context;
            """)
    void whatCannotBeDebuggedIsSaidWithTheRemedy(String line, String shown) {
        bench.type("var p = assemble(mov(R0, 0), exitInsn())");
        assertThat(bench.answer(line)).isEqualTo(Answer.FAILED);
        assertThat(bench.shown()).startsWith(shown).hasLineCount(1);
        assertThat(bench.bench().isDebugging()).isFalse();
    }

    @Test
    void whatIsTypedGoesToTheDebuggerUntilItIsLeft() {
        bench.type("var p = assemble(mov(R0, 7), exitInsn())");
        assertThat(bench.type("/debug p --type none")).isEqualTo("""
                debugging p (bare instructions) on the simulator
                step 0
                =>   0: (b7) r0 = 7                         mov(R0, 7)
                     1: (95) exit                           exitInsn()""");
        assertThat(bench.type("step")).endsWith("r0 = 7");
        assertThat(bench.type("/host")).startsWith("host none");
        assertThat(bench.type("1 + 1")).isEqualTo("no command 1; help lists them");
        assertThat(bench.type("quit")).isEmpty();
        assertThat(bench.type("1 + 1")).endsWith(" ==> 2");
    }

    @Test
    void aScriptsDebuggingIsATranscript() throws Exception {
        String script = """
                var p = assemble(mov(R0, 7), exitInsn());
                /debug p --type none
                step

                continue
                quit
                int x = 5;
                """;
        bench.type("");
        assertThat(new ScriptRunner(bench.bench(), "s.jsh").run(new java.io.StringReader(script)))
                .isEqualTo(ScriptRunner.OK);
        assertThat(bench.shown()).contains("(debug) step\nstep 1\n", "(debug) continue\nthe program has ended\n");
        assertThat(bench.shown()).endsWith("(debug) quit\nx ==> 5");
    }

    @Test
    void whatIsSavedRunsToTheSameSession() throws Exception {
        Path file = folder.resolve("saved.jsh");
        bench.type("var m = createMap(HASH, 4, 8, 10); mapUpdate(m, u32(1), u64(2));");
        bench.type("throw new IllegalStateException()");
        bench.type("long twice(long n) {\n  return 2 * n;\n}");
        bench.type("var x = twice(21)");
        assertThat(bench.answer("/save " + file)).isEqualTo(Answer.OK);
        String before = bench.type("/vars") + bench.type("/methods") + bench.type("/dump m");

        try (TestBench other = new TestBench(PageLibrary.bundled(), folder)) {
            assertThat(new ScriptRunner(other.bench(), "saved.jsh").run(Files.newBufferedReader(file)))
                    .isEqualTo(ScriptRunner.OK);
            assertThat(other.type("/vars") + other.type("/methods") + other.type("/dump m"))
                    .isEqualTo(before);
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        assertThat(bench.type("/save " + folder.resolve("no/such/folder.jsh")))
                .endsWith("folder.jsh: there is no such file or folder");
    }
}
