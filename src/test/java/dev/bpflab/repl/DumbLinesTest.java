package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import org.jline.reader.EndOfFileException;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A terminal that cannot move its cursor shows what is typed by itself. */
@Timeout(60)
@Tag("jdk")
class DumbLinesTest {
    @TempDir
    private Path folder;

    @Test
    void theAnswerToAQuestionIsShownOnceToo() throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (LineDisciplineTerminal terminal = new LineDisciplineTerminal("test", "dumb", shown, UTF_8)) {
            terminal.processInputBytes("Yes 'tis\r".getBytes(UTF_8));
            assertThat(Question.ask(terminal, "well? ")).hasValue("yes 'tis");
            terminal.processInputBytes(new byte[] {4});
            assertThat(Question.ask(terminal, "well? ")).isEmpty();
        }
        assertThat(shown.toString(UTF_8).split("Yes 'tis", -1)).hasSize(2);
    }

    @Test
    void linesAreReadAsTheyAreTypedAndShownOnce() throws Exception {
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (LineDisciplineTerminal terminal = new LineDisciplineTerminal("test", "dumb", shown, UTF_8);
                TestBench bench = new TestBench(TinyLab.pages(), folder)) {
            DumbLines lines = new DumbLines(terminal, bench.bench());
            terminal.processInputBytes("1 + 1\rint f() {\rreturn 1;\r}\r\033[A\033OH\r/edit x\r".getBytes(UTF_8));
            assertThat(lines.read("> ", "")).isEqualTo("1 + 1");
            assertThat(lines.read("> ", "int y;")).isEqualTo("int f() {\nreturn 1;\n}");
            assertThat(lines.read("> ", "")).isEmpty();
            assertThat(lines.read("> ", "")).isEqualTo("/edit x");
            assertThat(lines.typed()).contains("1 + 1", "int f() {\nreturn 1;\n}");
            String text = shown.toString(UTF_8);
            assertThat(text.split("1 \\+ 1", -1)).hasSize(2);
            assertThat(text).contains("int y;").contains("> ").contains("   ...> ");

            Thread typing = new Thread(() -> {
                while (!shown.toString(UTF_8).endsWith("> go> ")) {
                    Thread.onSpinWait();
                }
                terminal.raise(Signal.INT);
            });
            typing.start();
            assertThatThrownBy(() -> lines.read("> go> ", "")).isInstanceOf(UserInterruptException.class);
            typing.join();
            terminal.processInputBytes(new byte[] {4});
            assertThatThrownBy(() -> lines.read("> ", "")).isInstanceOf(EndOfFileException.class);
        }
    }
}
