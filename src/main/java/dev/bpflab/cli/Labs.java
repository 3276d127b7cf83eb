package dev.bpflab.cli;

import dev.bpflab.chapter.PageCache;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.LabException;
import dev.bpflab.lab.Trials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;

/** Finds the lab that a command names: the id of one that came with bpflab, or a folder with a {@code lab.adoc}. */
final class Labs {
    private Labs() {}

    static Lab find(String name, App app) {
        try {
            if (name.contains("/") || Files.isRegularFile(Path.of(name, "lab.adoc"))) {
                Lab lab = LabCatalog.fromFolder(
                        Path.of(name), new PageCache(app.folders().cache().resolve("pages")));
                app.host().follow(Path.of(name));
                return lab;
            }
            return LabCatalog.bundled().lab(name);
        } catch (NoSuchElementException | LabException unusable) {
            throw new CommandFailure(
                    "open lab '" + name + "'", String.valueOf(unusable.getMessage()), "bpflab lab lists them");
        }
    }

    /** Returns where programs are tried out: simulated kernels whose events nobody could know beforehand. */
    static Trials trials(HostOption option) {
        return Trials.of(option.hosts()::simulated, option.seeds().trials());
    }
}
