package dev.bpflab.session;

import static dev.bpflab.session.Messages.text;

import dev.bpflab.bpf.Workspace;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The thread on which snippets run, with the workspace in use. It serves until a snippet has to be stopped; then a new one
 * takes over, so that whatever a stopped snippet left behind, interrupt flags and endless loops alike, stays behind.
 */
final class SnippetThread {
    private final BlockingQueue<Optional<Runnable>> tasks = new LinkedBlockingQueue<>();
    private final ThreadGroup group = new ThreadGroup("snippets") {
        @Override
        public void uncaughtException(Thread started, Throwable thrown) {
            if (!(thrown instanceof StopSnippet)) {
                Guard.err().print(text("snippetThread.exceptionInThread", started.getName()));
                Guard.printStackTrace(thrown);
            }
        }
    };
    private final Thread thread;

    SnippetThread(Workspace workspace) {
        thread = new Thread(
                group,
                () -> {
                    workspace.use();
                    serve();
                },
                "snippets");
        thread.setContextClassLoader(SnippetThread.class.getClassLoader());
        thread.setDaemon(true);
        thread.start();
    }

    void execute(Runnable task) {
        tasks.add(Optional.of(task));
    }

    /** Interrupts the thread and every thread that snippets started from it. */
    void interrupt() {
        group.interrupt();
    }

    /** Lets the thread end when it has done what it is at. */
    void retire() {
        tasks.add(Optional.empty());
    }

    /** Returns how many threads that snippets started still run. */
    int started() {
        return Math.max(0, group.activeCount() - 1);
    }

    /** Returns whether one of them does. */
    boolean isBusy() {
        return started() > 0;
    }

    /** Returns whether the thread, or one that a snippet started from it, still runs. */
    boolean isAlive() {
        return group.activeCount() > 0;
    }

    private void serve() {
        while (true) {
            try {
                Optional<Runnable> task = tasks.take();
                if (task.isEmpty()) {
                    return;
                }
                task.get().run();
            } catch (InterruptedException e) {
                // Meant for a snippet that ended just before; the next task, or the last, decides.
            }
        }
    }
}
