package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.view.Theme;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A terminal is asked for its background; what it answers chooses the colours, and is not typed. */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class BackgroundTest {
    private static final String QUESTION = "\033]11;?\007";

    /** A terminal that answers to the question for its background, and to nothing else; then somebody types. */
    private static final class Answering extends OutputStream {
        private final StringBuilder shown = new StringBuilder();
        private final CompletableFuture<Void> asked = new CompletableFuture<>();

        @Override
        public synchronized void write(int b) {
            shown.append((char) b);
            if (shown.indexOf(QUESTION) >= 0) {
                asked.complete(null);
            }
        }

        CompletableFuture<Void> answer(LineDisciplineTerminal terminal, String answer) {
            return asked.thenRunAsync(() -> {
                try {
                    terminal.processInputBytes((answer + "ok\r").getBytes(UTF_8));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "xterm          | ]11;rgb:ffff/ffff/dddd BEL | 0;15 | true",
                "xterm-256color | ]11;rgb:ffff/ffff/ffff ST  | 15;0 | true",
                "xterm          | ]11;rgb:0000/2b2b/3636 BEL | 0;15 | false",
                "screen         | ]11;rgb:00/00/00 ST        | 0;15 | false",
                "xterm          | ''                         | 0;15 | true",
                "xterm          | ''                         | 15;0 | false",
            })
    void whatATerminalAnswersChoosesTheColours(String type, String answer, String environment, boolean light)
            throws Exception {
        Answering screen = new Answering();
        LiveTheme theme = new LiveTheme(Theme.of(Map.of("TERM", type, "COLORFGBG", environment), true, UTF_8));
        try (LineDisciplineTerminal terminal = new LineDisciplineTerminal("test", type, screen, UTF_8)) {
            LineReaderImpl reader = new LineReaderImpl(terminal);
            Background background = new Background(reader, theme);
            background.bind();
            CompletableFuture<Void> answered = screen.answer(
                    terminal,
                    answer.isEmpty()
                            ? ""
                            : "\033" + answer.replace(" BEL", "\007").replaceAll(" ST$", "\033\\\\"));
            background.ask();
            assertThat(reader.readLine("> ")).isEqualTo("ok");
            answered.join();
            assertThat(theme.get().palette().isLight()).isEqualTo(light);
        }
    }

    @ParameterizedTest
    @CsvSource({"dumb, 1", "linux, 1", "vt100, 1", "xterm, "})
    void whoWouldShowTheQuestionOrHasNoColoursIsNotAsked(String type, String colours) throws Exception {
        Answering screen = new Answering();
        Map<String, String> environment = colours == null ? Map.of("NO_COLOR", "1") : Map.of("CLICOLOR_FORCE", "1");
        LiveTheme theme = new LiveTheme(Theme.of(environment, true, UTF_8));
        try (LineDisciplineTerminal terminal = new LineDisciplineTerminal("test", type, screen, UTF_8)) {
            new Background(new LineReaderImpl(terminal), theme).ask();
        }
        assertThat(screen.asked).isNotDone();
    }
}
