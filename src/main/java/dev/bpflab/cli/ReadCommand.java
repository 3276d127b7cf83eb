package dev.bpflab.cli;

import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.chapter.Place;
import dev.bpflab.repl.Screen;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bpflab read}: chapter and lab text. */
@Command(
        name = "read",
        description =
                "Shows a chapter (2), a section of it (2/2.3) or a lab's text (lab/2.1); without one, what there is to read.",
        mixinStandardHelpOptions = true)
final class ReadCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "such as 2, 2/2.3 or lab/2.1")
    private @Nullable String id;

    private final App app;

    ReadCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        PageLibrary pages = PageLibrary.bundled();
        if (id == null) {
            pages.entries().forEach(entry -> app.streams().out().printf("%-10s %s%n", entry.id(), entry.title()));
            return ExitStatus.OK;
        }
        try {
            Place found = pages.find(id);
            if (app.streams().terminal()) {
                Screens.onTerminal(app, (terminal, screen) -> show(found, screen));
            } else {
                show(found, Screens.plain(app));
            }
            return ExitStatus.OK;
        } catch (NoSuchElementException unknown) {
            throw new CommandFailure(
                    "read '" + id + "'", String.valueOf(unknown.getMessage()), "bpflab read lists what there is");
        }
    }

    private static void show(Place found, Screen screen) {
        screen.page(screen.pages().rendered(found).lines());
    }
}
