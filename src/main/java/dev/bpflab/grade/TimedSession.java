package dev.bpflab.grade;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.Ending;
import dev.bpflab.lab.LearnerSession;
import dev.bpflab.lab.SessionEndedException;
import dev.bpflab.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;

/** A session that ends when its time is over: the snippet that runs then is interrupted, and no other begins. */
final class TimedSession implements LearnerSession, AutoCloseable {
    private final Session session;
    private final Duration limit;
    private final ScheduledFuture<?> alarm;
    private volatile @Nullable Ending ending;

    TimedSession(Session session, Duration limit) {
        this.session = session;
        this.limit = limit;
        this.alarm = Deadlines.after(limit, this::end);
    }

    private void end() {
        ending = Ending.limit(limit.toSeconds() + " s of wall time");
        session.interrupt();
    }

    @Override
    public Workspace workspace() {
        return session.workspace();
    }

    @Override
    public Optional<Object> variable(String name) {
        look();
        return session.variable(name);
    }

    @Override
    public List<Evaluated> evaluate(String source, Runnable afterEach) {
        look();
        List<Evaluated> evaluated = session.evaluate(source, () -> {
            look();
            afterEach.run();
        });
        look();
        return evaluated;
    }

    private void look() {
        Ending over = ending;
        if (over != null) {
            throw new SessionEndedException(over);
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new SessionEndedException(new Ending(Ending.Kind.KILLED, "the grader was interrupted"));
        }
    }

    @Override
    public void close() {
        alarm.cancel(false);
        session.stopBackground();
    }
}
