package dev.bpflab.cli;

import dev.bpflab.repl.LiveTheme;
import dev.bpflab.repl.Pager;
import dev.bpflab.repl.Screen;
import dev.bpflab.repl.TerminalPager;
import dev.bpflab.view.Theme;
import java.io.IOException;
import java.util.function.BiConsumer;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.Signals;

/** Opens the screen that a command writes to. */
final class Screens {
    private Screens() {}

    /** Returns standard output as a screen. */
    static Screen plain(App app) {
        return Screen.plain(app.streams().out(), app.streams()::width, theme(app));
    }

    /** Opens the terminal, hands it over, and leaves it as it was. */
    static void onTerminal(App app, BiConsumer<Terminal, Screen> use) {
        Streams streams = app.streams();
        // Where JLine unpacks its library, which a killed run would leave where nobody knows whose it is.
        RunFolder.ofProcess().open().path().ifPresent(folder -> System.setProperty("jline.tmpdir", folder.toString()));
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(true)
                // Linking the foreign functions of the provider that is preferred from JDK 22 on takes as long as all
                // the rest.
                .ffm(false)
                .nativeSignals(true)
                .build()) {
            if (terminal.getType().startsWith(Terminal.TYPE_DUMB)) {
                // JLine leaves the signals of such a terminal alone, and Ctrl-C would end the process.
                Signals.register("INT", () -> terminal.raise(Signal.INT));
            }
            if (terminal.getWidth() <= 0 || terminal.getHeight() <= 0) {
                // A pseudo-terminal that nobody gave a size, as some containers do: the line editor would show dots.
                terminal.setSize(new Size(streams.width(), 24));
            }
            // Who listens goes back by other means; a question in between would be read out each time.
            Pager pager = app.screen().plain ? Pager.NONE : TerminalPager.on(terminal);
            LiveTheme theme = new LiveTheme(theme(app));
            use.accept(terminal, new Screen(streams.out(), terminal::getWidth, theme, pager, true));
        } catch (IOException failure) {
            throw new CommandFailure(
                    "open the terminal", failure.toString(), "pipe a script to bpflab to work without one");
        }
    }

    static Theme theme(App app) {
        Streams streams = app.streams();
        Theme theme = Theme.of(streams.environment(), streams.terminal(), streams.charset());
        return app.screen().plain ? theme.inWords() : theme;
    }
}
