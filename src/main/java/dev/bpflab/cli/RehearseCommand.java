package dev.bpflab.cli;

import dev.bpflab.lab.ProgressStore;
import dev.bpflab.repl.Repl;
import dev.bpflab.repl.Screen;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.impl.ExternalTerminal;
import picocli.CommandLine.Command;

/**
 * {@code bpflab rehearse}: a short session on a terminal that nobody sees. The launcher runs it once for each JDK with
 * {@code -XX:ArchiveClassesAtExit}, so that later starts find the classes of a prompt and a first snippet ready.
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

    private final App app;

    RehearseCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() throws IOException {
        app.host().choice = HostOption.Choice.sim;
        byte[] typed = TYPED.replace('\n', '\r').getBytes(StandardCharsets.UTF_8);
        try (Desk desk = Desk.open(app, app.host().open());
                Terminal terminal = new ExternalTerminal(
                        "rehearsal",
                        "xterm-256color",
                        new ByteArrayInputStream(typed),
                        OutputStream.nullOutputStream(),
                        StandardCharsets.UTF_8)) {
            terminal.setSize(new Size(80, 24));
            PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8);
            Screen screen = Screen.plain(nowhere, terminal::getWidth, Screens.theme(app));
            new Repl(terminal, desk.bench(screen, ProgressStore.inMemory()), null).run();
        }
        Screens.onTerminal(app, (terminal, screen) -> screen.out().flush());
        return ExitStatus.OK;
    }
}
