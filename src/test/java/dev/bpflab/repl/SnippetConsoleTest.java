package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.session.NoHost;
import dev.bpflab.session.Outcome;
import dev.bpflab.session.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What snippets print to when nobody reads it any more. */
@Tag("jdk")
class SnippetConsoleTest {
    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void aLoopThatPrintsEndsWhenNobodyReadsItAnyMore() {
        PrintStream closed = new PrintStream(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("Broken pipe");
                    }
                },
                false,
                UTF_8);
        SnippetConsole console = new SnippetConsole(closed, UTF_8);
        try (Workspace workspace = NoHost.workspace();
                Session session = new Session(() -> workspace, console.io(), Duration.ofMinutes(1))) {
            console.onClosed(session::interrupt);

            assertThat(session.run("while (true) System.out.println(1);\nint after = 1;", each -> {}))
                    .extracting(Outcome::kind)
                    .containsExactly(Outcome.Kind.STOPPED);
            assertThat(session.variable("after")).isEmpty();
        }
    }
}
