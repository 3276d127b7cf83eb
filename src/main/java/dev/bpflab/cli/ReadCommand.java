package dev.bpflab.cli;

import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.chapter.PageSearch;
import dev.bpflab.chapter.Place;
import dev.bpflab.lab.LabView;
import dev.bpflab.repl.Contents;
import dev.bpflab.repl.Screen;
import dev.bpflab.repl.SearchHits;
import dev.bpflab.view.Line;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bpflab read}: chapter and lab text. */
@Command(
        name = "read",
        description =
                "Shows a chapter (2), a section of it (2.3, 2/hash) or a lab's text (lab/2.1); without one, what there is to"
                        + " read. On a terminal the keys are those of less.",
        mixinStandardHelpOptions = true)
final class ReadCommand implements Callable<Integer> {
    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "such as 2, 2.3, 2/hash or lab/2.1")
    private @Nullable String id;

    @Option(names = "--contents", description = "list the sections of the page ID instead of showing it")
    private boolean contents;

    @Option(
            names = "--search",
            paramLabel = "WORDS",
            description = "search all pages for lines with these words; exit status 1 when there are none")
    private @Nullable String words;

    private final App app;

    ReadCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        PageLibrary pages = PageLibrary.bundled();
        if (words != null) {
            return search(pages, words);
        }
        if (id != null && id.startsWith("?")) {
            return search(pages, id.substring(1));
        }
        if (id == null) {
            return show(screen -> list(screen, pages, ""));
        }
        try {
            Place found = pages.find(id);
            return show(screen -> contents
                    ? list(screen, pages, found.page().id())
                    : page(screen, screen.pages().rendered(found).lines()));
        } catch (NoSuchElementException unknown) {
            throw new CommandFailure(
                    "read '" + id + "'", String.valueOf(unknown.getMessage()), "bpflab read lists what there is");
        }
    }

    private int search(PageLibrary pages, String wanted) {
        List<PageSearch.Hit> hits = pages.search(wanted, LabView::isOpenToRead);
        if (hits.isEmpty()) {
            app.streams().err().println("bpflab: '" + wanted + "' stands nowhere; fewer or shorter words find more");
            return ExitStatus.NEGATIVE;
        }
        return show(screen ->
                page(screen, new SearchHits(hits, wanted).lines(screen.width().getAsInt())));
    }

    private static int list(Screen screen, PageLibrary pages, String open) {
        Contents all = new Contents("bpflab read", open, null, screen.width().getAsInt());
        return page(screen, all.lines(pages));
    }

    private static int page(Screen screen, List<Line> lines) {
        screen.page(lines);
        return ExitStatus.OK;
    }

    private int show(ToIntFunction<Screen> action) {
        if (!app.streams().terminal()) {
            return action.applyAsInt(Screens.plain(app));
        }
        int[] status = {ExitStatus.OK};
        Screens.onTerminal(app, (terminal, screen) -> status[0] = action.applyAsInt(screen));
        return status[0];
    }
}
