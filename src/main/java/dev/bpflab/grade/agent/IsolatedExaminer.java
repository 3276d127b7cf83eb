package dev.bpflab.grade.agent;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.chapter.ContentHash;
import dev.bpflab.grade.Assignment;
import dev.bpflab.grade.Examiner;
import dev.bpflab.grade.Isolated;
import dev.bpflab.grade.Limits;
import dev.bpflab.grade.Sandbox;
import dev.bpflab.lab.Ending;
import dev.bpflab.lab.Submission;
import dev.bpflab.lab.SubmissionReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Runs submissions that nobody trusts: compiled here, their snippets run each in an isolated process of its own, which reaches
 * nothing but the simulated kernel that this process keeps for it. What counts is what this kernel knows.
 */
public final class IsolatedExaminer implements Examiner {
    /** How long one snippet may take, on the clock. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration LONGEST_CPU = Duration.ofSeconds(30);

    /** The agent's own limit is behind that of the session, which knows better what happened. */
    private static final Duration LATER = Duration.ofSeconds(10);

    private final String tier;
    private final Duration patience;
    private final AgentFiles files;
    private final AgentArchive archive;
    private final Start start;

    private IsolatedExaminer(String tier, AgentFiles files, Duration patience, Start start) {
        this.patience = patience;
        this.tier = tier;
        this.files = files;
        this.archive = new AgentArchive(files);
        this.start = start;
    }

    /** Starts an agent. */
    private interface Start {
        RunningAgent agent(List<String> command, Limits limits);
    }

    /**
     * Creates an examiner whose submissions run in this sandbox.
     *
     * @throws IOException when what they need cannot be put into a folder among the temporary files
     */
    public static IsolatedExaminer in(Sandbox sandbox) throws IOException {
        AgentFiles files = new AgentFiles();
        return new IsolatedExaminer(sandbox.describe(), files, PATIENCE, (command, limits) -> {
            Isolated process = sandbox.start(command, limits, List.of(files.folder()));
            return new SandboxedAgent(process, limits);
        });
    }

    /** Creates one whose submissions run in ordinary processes, for what is not about isolation. */
    static IsolatedExaminer unprotected(Duration patience) throws IOException {
        AgentFiles files = new AgentFiles();
        // A process that is killed removes nothing: what it leaves goes with our files.
        Path temporary = Files.createDirectory(files.folder().resolve("temporary"));
        return new IsolatedExaminer(
                "processes of their own",
                files,
                patience,
                (command, limits) -> PlainAgent.start(AgentCommand.withTemporaryFiles(command, temporary)));
    }

    @Override
    public String tier() {
        return tier;
    }

    @Override
    public SubmissionReport examine(Assignment assignment, Submission submission, long seed)
            throws InterruptedException {
        Duration limit = assignment.timeout();
        archive.count(assignment.simulated());
        List<String> command = AgentCommand.of(files.classPath(), archive.flags());
        try (Workspace workspace = assignment.simulated().apply(hostSeed(seed));
                RunningAgent agent = start.agent(command, limits(limit));
                AgentSession session =
                        new AgentSession(agent, workspace, files.vocabulary(), limit, shorter(limit, patience))) {
            SubmissionReport report = assignment.judge(submission, session, seed);
            if (session.wasInterrupted()) {
                throw new InterruptedException();
            }
            return report;
        } catch (BpfException notStarted) {
            String why = String.valueOf(notStarted.getMessage());
            return assignment.notRun(submission.name(), new Ending(Ending.Kind.REFUSED, why), seed);
        }
    }

    private static Limits limits(Duration limit) {
        return Limits.forOneJvm()
                .withTime(shorter(limit, LONGEST_CPU), limit.plus(LATER))
                .withOutput(Conversation.MOST_BYTES);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * Returns the seed of what a submission works on, from which nobody learns that of the trials: a submission can look at its
     * own events as long as it likes.
     */
    private static long hostSeed(long seed) {
        return Long.parseUnsignedLong(ContentHash.of("host", Long.toString(seed)), 0, Long.BYTES * 2, 16);
    }

    /** Removes what the agents ran with. */
    @Override
    public void close() {
        files.close();
    }
}
