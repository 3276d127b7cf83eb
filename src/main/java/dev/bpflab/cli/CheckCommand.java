package dev.bpflab.cli;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.grade.Assignment;
import dev.bpflab.grade.Examiner;
import dev.bpflab.grade.Graded;
import dev.bpflab.grade.report.Gradescope;
import dev.bpflab.grade.report.JunitXml;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabJudge;
import dev.bpflab.lab.LabSource;
import dev.bpflab.lab.Submission;
import dev.bpflab.lab.SubmissionReport;
import dev.bpflab.session.Session;
import dev.bpflab.workbench.Hosts;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bpflab check}: a submission against a lab. */
@Command(
        name = "check",
        description = "Checks a submission against a lab, step by step; exit status 1 when a step is not passed.",
        mixinStandardHelpOptions = true)
final class CheckCommand implements Callable<Integer> {
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    /** How the report is written. */
    enum Format {
        text,
        json,
        junit,
        gradescope
    }

    @Parameters(
            index = "0",
            paramLabel = "LAB",
            completionCandidates = LabIds.class,
            description = "a lab's id, such as 2.1, or its folder")
    private String labName = "";

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "the submission: a workbench script, as /save writes one")
    private Path file = Path.of("");

    @Option(names = "--format", paramLabel = "FORMAT", description = "text (default), json, junit or gradescope")
    private Format format = Format.text;

    @Mixin
    private TrustOption trust = new TrustOption();

    private final App app;

    CheckCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        LabSource source = Labs.source(labName, app);
        Submission submission = Submission.read(String.valueOf(file.getFileName()), script());
        return trust.isolatesOne(app) ? isolated(source, submission) : here(source.lab(), submission);
    }

    private int here(Lab lab, Submission submission) {
        Hosts.Opened opened = app.host().open();
        // What a submission prints is not part of its report, which tools read.
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try (Workspace workspace = opened.workspace();
                Session session = Session.open(workspace, nowhere)) {
            return say(opened.why(), "", new LabJudge(lab, session, Labs.trials(app.host())).judge(submission));
        }
    }

    private int isolated(LabSource source, Submission submission) {
        Hosts hosts = app.host().hosts();
        try (Examiner examiner = trust.examiner(app, List.of())) {
            Assignment assignment = new Assignment(source::lab, hosts::simulated, TIMEOUT);
            SubmissionReport report =
                    examiner.examine(assignment, submission, hosts.seeds().trials());
            return say("host sim, isolation: " + examiner.tier(), examiner.tier(), report);
        } catch (InterruptedException stopped) {
            throw new CommandFailure("check", "interrupted", null);
        }
    }

    private int say(String how, String tier, SubmissionReport report) {
        if (format == Format.text) {
            app.streams().out().println(how);
        }
        app.streams().out().println(written(report, tier));
        return report.passed() ? ExitStatus.OK : ExitStatus.NEGATIVE;
    }

    private String written(SubmissionReport report, String tier) {
        Graded graded = new Graded(report.submission(), report.submission(), "", tier, 0, report);
        return switch (format) {
            case text -> report.text();
            case json -> report.json();
            case junit ->
                JunitXml.of(List.of(graded), LocalDateTime.now(ZoneId.systemDefault()))
                        .stripTrailing();
            case gradescope -> Gradescope.of(graded);
        };
    }

    private String script() {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (NoSuchFileException missing) {
            throw new CommandFailure(
                    "read submission '" + file + "'", "there is no such file", "give the path of a .jsh file");
        } catch (java.nio.charset.MalformedInputException notText) {
            throw new CommandFailure(
                    "read submission '" + file + "'", "it is not UTF-8 text", "give a .jsh file, as /save writes one");
        } catch (IOException unreadable) {
            throw new CommandFailure("read submission '" + file + "'", unreadable.toString(), null);
        }
    }
}
