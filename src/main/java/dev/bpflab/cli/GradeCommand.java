package dev.bpflab.cli;

import dev.bpflab.grade.Assignment;
import dev.bpflab.grade.Basis;
import dev.bpflab.grade.Examiner;
import dev.bpflab.grade.Gradebook;
import dev.bpflab.grade.Grading;
import dev.bpflab.grade.ResultStore;
import dev.bpflab.grade.Shard;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabException;
import dev.bpflab.lab.LabSource;
import dev.bpflab.workbench.Seeds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bpflab grade}: every submission in a folder. */
@Command(
        name = "grade",
        description =
                "Grades every submission (.jsh) in a folder, each by itself, several at a time. Run again, it goes on where it"
                        + " was interrupted. Exit status 1 when a submission did not pass.",
        mixinStandardHelpOptions = true,
        subcommands = GradeMergeCommand.class)
final class GradeCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "LAB",
            completionCandidates = LabIds.class,
            description = "a lab's id, such as 2.1, or its folder")
    private @Nullable String labName;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DIR",
            description = "the folder of the submissions; a folder in it may be a student's")
    private @Nullable Path folder;

    @Option(names = "--jobs", paramLabel = "N", description = "how many run at once (default: one for each processor)")
    private int jobs = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            description = "how long a submission may take (default: ${DEFAULT-VALUE})")
    private int timeout = 60;

    @Option(
            names = "--hidden",
            paramLabel = "DIR",
            description = "a folder with hidden checks, those of lab 2.1 in 2.1.adoc")
    private @Nullable Path hidden;

    @Option(names = "--shard", paramLabel = "I/N", description = "grade only the I-th of N parts of the class")
    private String shard = Shard.ALL.toString();

    @Mixin
    private ReportOption report = new ReportOption();

    @Mixin
    private TrustOption trust = new TrustOption();

    private final App app;

    GradeCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        if (labName == null || folder == null) {
            throw new CommandFailure("grade", "no lab and folder are named", "bpflab grade LAB DIR");
        }
        Path submissions = folder;
        check(submissions);
        LabSource source = source(labName);
        Lab lab = source.lab();
        try (Examiner examiner = trust.examiner(app, secrets(submissions))) {
            Path out = report.folder()
                    .orElseGet(() -> app.folders().cache().resolve("grade").resolve(GradeFolders.of(submissions, lab)));
            ResultStore store = ResultStore.at(GradeFolders.results(out));
            Assignment assignment =
                    new Assignment(source::lab, app.host().hosts()::simulated, Duration.ofSeconds(timeout));
            Basis by = basis(lab, source);
            Grading grading = new Grading(assignment, by, examiner, store, store.secret(Seeds.anew()), jobs);
            GradeProgress progress = new GradeProgress(app.streams());
            Optional<Gradebook> book =
                    progress.during(() -> grading.grade(submissions, out, Shard.parse(shard), progress));
            if (book.isEmpty()) {
                return ExitStatus.INTERRUPTED;
            }
            report.write(book.get(), app.streams());
            return book.get().allPassed() ? ExitStatus.OK : ExitStatus.NEGATIVE;
        } catch (IOException failed) {
            throw new CommandFailure("grade '" + submissions + "'", failed.toString(), null);
        }
    }

    /** Returns what no submission may read: the others, and the hidden checks. */
    private List<Path> secrets(Path submissions) {
        return hidden == null ? List.of(submissions) : List.of(submissions, hidden);
    }

    private void check(Path submissions) {
        report.check();
        if (!Files.isDirectory(submissions)) {
            throw new CommandFailure(
                    "grade '" + submissions + "'", "it is no folder", "name one with .jsh files in it");
        }
        if (jobs < 1 || timeout < 1) {
            throw new CommandFailure("grade", "--jobs and --timeout are numbers from 1 on", null);
        }
        try {
            Shard.parse(shard);
        } catch (IllegalArgumentException wrong) {
            throw new CommandFailure("grade --shard", String.valueOf(wrong.getMessage()), null);
        }
    }

    private LabSource source(String name) {
        LabSource source = Labs.source(name, app);
        if (hidden == null) {
            return source;
        }
        Path document = hidden.resolve(source.lab().id() + ".adoc");
        if (!Files.isRegularFile(document)) {
            throw new CommandFailure(
                    "read hidden checks", "there is no " + document, "bpflab read grading says how to write it");
        }
        try {
            return source.withHidden(document);
        } catch (LabException broken) {
            throw new CommandFailure("read hidden checks", String.valueOf(broken.getMessage()), null);
        }
    }

    private Basis basis(Lab lab, LabSource source) {
        return new Basis(
                Version.number(),
                lab.id(),
                lab.version(),
                lab.title(),
                source.fingerprint(),
                source.hiddenFingerprint(),
                trust.isLive(app) ? "kernel" : "sim",
                app.host().givenSeed().orElse(0),
                timeout);
    }
}
