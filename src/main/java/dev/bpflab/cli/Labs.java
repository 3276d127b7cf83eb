package dev.bpflab.cli;

import dev.bpflab.chapter.PageCache;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.LabException;
import dev.bpflab.lab.LabSource;
import dev.bpflab.lab.Trials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;

/** Finds the lab that a command names: the id of one that came with bpflab, or a folder with a {@code lab.adoc}. */
final class Labs {
    private Labs() {}

    static Lab find(String name, App app) {
        return source(name, app).lab();
    }

    /** Returns what the lab is read from, which has been read once. */
    static LabSource source(String name, App app) {
        try {
            boolean folder = name.contains("/") || Files.isRegularFile(Path.of(name, "lab.adoc"));
            LabSource source = folder
                    ? LabCatalog.sourceOf(
                            Path.of(name), new PageCache(app.folders().cache().resolve("pages")))
                    : LabCatalog.bundled().source(name);
            source.lab();
            if (folder) {
                app.host().follow(Path.of(name));
            }
            return source;
        } catch (NoSuchElementException | LabException unusable) {
            throw new CommandFailure(
                    "open lab '" + name + "'", String.valueOf(unusable.getMessage()), "bpflab lab lists them");
        }
    }

    /** Returns where programs are tried out: simulated kernels whose events nobody could know beforehand. */
    static Trials trials(HostOption option) {
        return Trials.of(option.hosts()::simulated, option.seeds()::trials);
    }
}
