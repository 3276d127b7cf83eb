package dev.bpflab.cli;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.terminal.impl.ExternalTerminal;
import picocli.CommandLine.Command;

/**
 * {@code bpflab rehearse}: a short session on a terminal that nobody sees. The launcher runs it once for each JDK and has
 * the classes listed, so that later starts find those of a prompt and a first snippet ready in an archive.
 */
@Command(name = "rehearse", hidden = true)
final class RehearseCommand implements Callable<Integer> {
    private static final String TYPED = """
            40 + 2
            var counts = createMap(MapSpec.hash("counts", U32, U64).maxEntries(10))
            counts.put(1L, 2L)
            counts
            nothing
            var program = assemble(mov(R0, 0), exitInsn())
            load(program, TRACEPOINT)
            /maps
            /exit
            """;

    private static final String TYPE = "xterm-256color";

    private final App app;

    RehearseCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() throws IOException {
        app.host().choice = HostOption.Choice.sim;
        Path folder = RunFolder.ofProcess().open().path().orElseThrow();
        App rehearsed = new App(
                app.streams().to(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8)),
                UserFolders.at(folder),
                app.host(),
                app.screen());
        try (Desk desk = Desk.open(rehearsed, app.host().open());
                Terminal terminal = terminal()) {
            terminal.setSize(new Size(80, 24));
            Screens.on(terminal, rehearsed, desk::prompt);
        }
        Screens.onTerminal(app, (terminal, screen) -> screen.out().flush());
        return ExitStatus.OK;
    }

    /** Opens a pseudo-terminal, as a real one is closest to, or where there is none what works everywhere. */
    private static Terminal terminal() throws IOException {
        byte[] typed = TYPED.replace('\n', '\r').getBytes(StandardCharsets.UTF_8);
        try {
            return TerminalBuilder.builder()
                    .system(false)
                    .streams(new ByteArrayInputStream(typed), OutputStream.nullOutputStream())
                    .provider(TerminalBuilder.PROP_PROVIDER_JNI)
                    .type(TYPE)
                    .build();
        } catch (IOException | IllegalStateException noPseudoTerminal) {
            return new ExternalTerminal(
                    "rehearsal",
                    TYPE,
                    new ByteArrayInputStream(typed),
                    OutputStream.nullOutputStream(),
                    StandardCharsets.UTF_8);
        }
    }
}
