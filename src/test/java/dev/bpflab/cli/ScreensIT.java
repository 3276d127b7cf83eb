package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What people see, at the usual and at a narrow size, in colours and in words only. The screens are left under
 * {@code target/screens}, to be looked at.
 */
class ScreensIT {
    private static final String MAP = "var counts = createMap(MapSpec.hash(\"counts\", U32, U64).maxEntries(64));";

    /** The prompt in the first step of the lab. */
    private static final Pattern PROMPT = Pattern.compile("lab 2\\.1\\S* bpflab>$");

    @TempDir
    private Path folder;

    @BeforeEach
    void inTmux() {
        assumeTrue(Tmux.isThere(), "screens: there is no tmux");
    }

    @ParameterizedTest
    @CsvSource({"80, 24, false", "40, 24, false", "80, 24, true", "40, 24, true"})
    void everyScreenSaysWhatMatters(int columns, int rows, boolean plain) throws Exception {
        String shots = columns + "x" + rows + (plain ? "-plain" : "-colour");
        Path shown = Files.createDirectories(Path.of("target/screens").resolve(shots));
        Map<String, String> environment = Map.of(
                "XDG_STATE_HOME", folder.resolve("state").toString(),
                "XDG_CACHE_HOME", folder.resolve("cache").toString(),
                "COLORTERM", plain ? "" : "truecolor");
        try (Tmux tmux = Tmux.start(folder, columns, rows, environment, program(plain))) {
            Shots take = new Shots(tmux, shown, plain);
            take.start();
            take.completion();
            take.compileError();
            take.rejection();
            take.map();
            take.lab(folder);
            take.leave();
        }
    }

    /** The workbench, which finds nothing in its temporary folder that others left. */
    private String program(boolean plain) {
        return Pty.workbench(plain ? "--plain" : "").replace(" -cp ", " -Djava.io.tmpdir='" + folder + "' -cp ");
    }

    /** The screens one after the other; each begins at the top. */
    private record Shots(Tmux tmux, Path folder, boolean plain) {
        void start() throws Exception {
            String screen = tmux.await("bpflab>");
            assertThat(unwrapped(screen)).contains("host sim", "/lab 2.1", "/help for the rest");
            keep("start");
            // From here on the compiler is warm.
            line(MAP, "max_entries 64");
        }

        void completion() throws Exception {
            tmux.press("C-l");
            tmux.type("counts.get");
            tmux.press("Tab");
            assertThat(tmux.await("getAndRemove(K key)")).contains("get(K key)");
            keep("completion");
            tmux.press("Tab");
            assertThat(unwrapped(tmux.await("V get(K key)"))).contains("Returns the value of a key");
            keep("documentation");
            tmux.press("C-c");
            tmux.await(screen -> screen.endsWith("\nbpflab>"));
            tmux.press("C-l");
        }

        void compileError() throws Exception {
            line("int x = \"text\";", "incompatible types");
            assertThat(tmux.screen()).contains("^");
            keep("compile-error");
        }

        void rejection() throws Exception {
            tmux.press("C-l");
            line("load(assemble(exitInsn()), TRACEPOINT)", "/read ");
            assertThat(unwrapped(tmux.screen())).contains("R0", "exitInsn()");
            keep("rejected-program");
        }

        void map() throws Exception {
            line("counts.put(6L, 3L); counts.put(7L, 9L);", "9L)");
            tmux.press("C-l");
            line("counts", "9");
            assertThat(tmux.screen()).contains("6", "3", "7");
            keep("map");
        }

        void lab(Path scratch) throws Exception {
            tmux.press("C-l");
            tmux.type("/lab 2.1");
            tmux.press("Enter");
            leaveTheText();
            keep("lab");
            tmux.press("C-l");
            line("/check", "not done yet");
            keep("lab-step-fails");
            tmux.press("C-l");
            tmux.paste(scratch, "var spec = MapSpec.hash(\"counts\", U32, U64).maxEntries(10_000);");
            tmux.await("10_000");
            tmux.press("Enter");
            assertThat(unwrapped(tmux.await("passed"))).contains("/next goes on");
            keep("lab-step-passes");
        }

        /** Leaves what is shown page by page, until the prompt is there. */
        private void leaveTheText() throws Exception {
            String screen = tmux.await(Shots::asks);
            while (!isPrompt(screen)) {
                tmux.press("q");
                String before = screen;
                screen = tmux.await(now -> !now.equals(before) && asks(now));
            }
        }

        private static boolean asks(String screen) {
            return isPrompt(screen) || screen.contains("\n-- ");
        }

        private static boolean isPrompt(String screen) {
            return PROMPT.matcher(screen).find();
        }

        void leave() throws Exception {
            tmux.type("/exit");
            tmux.press("Enter");
            tmux.awaitEnd();
        }

        private void line(String typed, String shown) throws Exception {
            tmux.type(typed);
            tmux.press("Enter");
            tmux.await(screen -> screen.contains(shown) && screen.endsWith("bpflab>"));
        }

        /** Writes the screen down, and holds it to its size and, in words, to words. */
        private void keep(String name) throws Exception {
            String screen = tmux.screen();
            Files.writeString(folder.resolve(name + ".txt"), screen + "\n");
            Files.writeString(folder.resolve(name + ".ansi"), tmux.colours() + "\n");
            if (plain) {
                assertThat(screen).as(name).doesNotContainPattern("[\u2500-\u259f\u2713\u2717]");
                assertThat(tmux.colours()).as(name).doesNotContain("\033[38", "\033[3");
            }
        }

        private static String unwrapped(String screen) {
            return screen.replaceAll("\\s+", " ");
        }
    }
}
