package dev.bpflab.cli;

import dev.bpflab.chapter.PageException;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.chapter.site.Site;
import dev.bpflab.chapter.site.SiteException;
import dev.bpflab.lab.LabView;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bpflab site}: everything that there is to read as HTML. */
@Command(
        name = "site",
        description =
                "Writes chapters, labs and reference pages as HTML that needs no network: open DIR/index.html in a browser,"
                        + " or put DIR on a web server.",
        mixinStandardHelpOptions = true)
final class SiteCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            paramLabel = "DIR",
            description =
                    "a new or empty folder, or one with an earlier site, which is replaced when the new one is whole")
    private Path folder;

    private final App app;

    SiteCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        try {
            int pages = Site.write(
                    PageLibrary.bundled(),
                    LabView::isOpenToRead,
                    folder,
                    title -> app.streams().err().println("  " + title));
            app.streams().out().println(pages + " pages: " + folder.resolve("index.html"));
            return ExitStatus.OK;
        } catch (SiteException refused) {
            throw new CommandFailure(
                    "write site '" + folder + "'", String.valueOf(refused.getMessage()), refused.remedy());
        } catch (PageException broken) {
            throw new CommandFailure("write site '" + folder + "'", String.valueOf(broken.getMessage()), null);
        } catch (IOException failed) {
            throw new CommandFailure(
                    "write site '" + folder + "'", failed.toString(), "name a folder that you may write");
        }
    }
}
