package dev.bpflab.grade.agent;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.grade.Deadlines;
import dev.bpflab.lab.Ending;
import dev.bpflab.lab.LearnerSession;
import dev.bpflab.lab.SessionEndedException;
import dev.bpflab.session.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ScheduledFuture;

/**
 * A learner's session whose snippets are compiled here and run in an agent. What checks see is the grader's own: its maps,
 * programs and links, and of variables what the agent says, looked up in these.
 */
final class AgentSession implements LearnerSession, AutoCloseable {
    private final Workspace workspace;
    private final Conversation conversation;
    private final Session session;
    private final ScheduledFuture<?> deadline;
    private final Thread examining = Thread.currentThread();
    private boolean rang;
    private boolean closed;
    /** Between two snippets nothing changes, and checks ask for the same variables again and again. */
    private final Map<String, Optional<Object>> seen = new HashMap<>();

    /**
     * Creates the session, for the calling thread.
     *
     * @param workspace a fresh one that nobody else uses
     * @param classPath what snippets may use
     * @param limit how long it may last
     * @param patience how long one snippet may take
     */
    AgentSession(RunningAgent agent, Workspace workspace, List<Path> classPath, Duration limit, Duration patience) {
        this.workspace = workspace;
        this.conversation = new Conversation(agent, new KnownObjects(workspace), classPath, patience);
        this.session = Session.elsewhere(workspace, conversation);
        Ending over = Ending.limit(limit.toSeconds() + " s of wall time");
        this.deadline = Deadlines.after(limit, () -> ring(over));
    }

    /** Ends the agent, and what is done here for the submission: a check tries programs out, which may take long. */
    synchronized void ring(Ending over) {
        if (!closed) {
            rang = true;
            conversation.end(over);
            examining.interrupt();
        }
    }

    /** After the alarm the thread is interrupted no longer, as it goes on to the next submission. */
    private synchronized void calmDown() {
        if (rang) {
            Thread.interrupted();
        }
    }

    /**
     * Tells, at the end, whether the thread was interrupted by others than the alarm, and lets neither reach what it does next.
     * An alarm that rings while the last check is made would else end the grading of the whole class.
     */
    synchronized boolean wasInterrupted() {
        closed = true;
        return Thread.interrupted() && !rang;
    }

    @Override
    public Workspace workspace() {
        return workspace;
    }

    @Override
    public Optional<Object> variable(String name) {
        look();
        try {
            return seen.computeIfAbsent(name, session::variable);
        } catch (CancellationException stopped) {
            look();
            throw stopped;
        }
    }

    @Override
    public List<Evaluated> evaluate(String source, Runnable afterEach) {
        look();
        seen.clear();
        try {
            List<Evaluated> evaluated = session.evaluate(source, () -> {
                look();
                seen.clear();
                afterEach.run();
                seen.clear();
            });
            look();
            return evaluated;
        } catch (OutOfMemoryError | StackOverflowError tooMuch) {
            // A check cannot: it looks at no more than a message holds. So it is the compiler.
            conversation.end(Ending.limit("what the compiler can do with a snippet"));
            throw new SessionEndedException(conversation.ending().orElseThrow());
        }
    }

    /** Nothing more is typed or read when the agent is gone, or nobody waits for the result. */
    private void look() {
        calmDown();
        if (Thread.currentThread().isInterrupted()) {
            conversation.end(new Ending(Ending.Kind.KILLED, "the grader was interrupted"));
        }
        Optional<Ending> over = conversation.ending();
        if (over.isPresent()) {
            throw new SessionEndedException(over.get());
        }
    }

    @Override
    public void close() {
        deadline.cancel(false);
        synchronized (this) {
            closed = true;
            calmDown();
        }
        session.close();
    }
}
