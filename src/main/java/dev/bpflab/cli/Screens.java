package dev.bpflab.cli;

import dev.bpflab.repl.LiveTheme;
import dev.bpflab.repl.Pager;
import dev.bpflab.repl.Screen;
import dev.bpflab.repl.TerminalPager;
import dev.bpflab.view.Theme;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.InfoCmp;
import org.jline.utils.Signals;

/** Opens the screen that a command writes to. */
final class Screens {
    /** Terminals that JLine knows by itself, and need no process started to look them up. */
    private static final List<String> KNOWN =
            List.of("xterm", "xterm-256color", "screen", "screen-256color", "rxvt-unicode-256color");

    private Screens() {}

    /** Returns standard output as a screen. */
    static Screen plain(App app) {
        return Screen.plain(app.streams().out(), app.streams()::width, theme(app));
    }

    /** Opens the terminal, hands it over, and leaves it as it was. */
    static void onTerminal(App app, BiConsumer<Terminal, Screen> use) {
        // Where JLine unpacks its library, which a killed run would leave where nobody knows whose it is.
        RunFolder.ofProcess().open().path().ifPresent(folder -> System.setProperty("jline.tmpdir", folder.toString()));
        try (Terminal terminal = terminal()) {
            on(terminal, app, use);
        } catch (IOException failure) {
            throw new CommandFailure(
                    "open the terminal", failure.toString(), "pipe a script to bpflab to work without one");
        }
    }

    /** Hands over an open terminal with the screen on it. */
    static void on(Terminal terminal, App app, BiConsumer<Terminal, Screen> use) {
        Streams streams = app.streams();
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
    }

    private static Terminal terminal() throws IOException {
        for (String known : KNOWN) {
            InfoCmp.setLoadedInfoCmp(known, () -> InfoCmp.getDefaultInfoCmp(known));
        }
        try {
            // By JLine's own library alone: each other means is tried out beforehand, one of them by starting a
            // process.
            return TerminalBuilder.builder()
                    .system(true)
                    .provider(TerminalBuilder.PROP_PROVIDER_JNI)
                    .dumb(false)
                    .nativeSignals(true)
                    .build();
        } catch (IOException | IllegalStateException unusable) {
            return TerminalBuilder.builder()
                    .system(true)
                    .dumb(true)
                    .ffm(false)
                    .nativeSignals(true)
                    .build();
        }
    }

    static Theme theme(App app) {
        Streams streams = app.streams();
        Theme theme = Theme.of(streams.environment(), streams.terminal(), streams.charset());
        return app.screen().plain ? theme.inWords() : theme;
    }
}
