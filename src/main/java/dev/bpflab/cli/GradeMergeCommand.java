package dev.bpflab.cli;

import dev.bpflab.grade.Gradebook;
import dev.bpflab.grade.ResultStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code bpflab grade merge}: the parts that several machines graded become one class. */
@Command(
        name = "merge",
        description = "Puts the parts of a class together that were graded with --shard, and writes its reports.",
        mixinStandardHelpOptions = true)
final class GradeMergeCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "DIR",
            description = "the folders that the parts were graded into with --out")
    private List<Path> folders = List.of();

    @Mixin
    private ReportOption report = new ReportOption();

    private final App app;

    GradeMergeCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        report.check();
        List<ResultStore> stores = new ArrayList<>();
        try {
            for (Path folder : folders) {
                Path results = GradeFolders.results(folder);
                stores.add(ResultStore.existing(Files.isDirectory(results) ? results : folder));
            }
            Gradebook book = Gradebook.merged(stores);
            report.write(book, app.streams());
            return book.allPassed() ? ExitStatus.OK : ExitStatus.NEGATIVE;
        } catch (NoSuchFileException missing) {
            throw new CommandFailure(
                    "merge grades", "there is no folder " + missing.getMessage(), "name those that --out named");
        } catch (Gradebook.Unmergeable | IOException not) {
            throw new CommandFailure("merge grades", String.valueOf(not.getMessage()), null);
        }
    }
}
