package dev.bpflab.session;

import dev.bpflab.bpf.VerifierException;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.look.Pictures;
import dev.bpflab.look.ProcessNames;
import dev.bpflab.view.Picture;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import jdk.jshell.execution.DirectExecutionControl;
import org.jspecify.annotations.Nullable;

/** Runs snippets in this process, on a thread from which the prompt can take itself back. */
final class SnippetControl extends DirectExecutionControl implements Execution {
    private static final Pattern NAME = Pattern.compile("[\\w$]+\\s*;?");

    private final SnippetLoader loader;
    private final Supplier<Workspace> workspace;
    private final SnippetIo io;
    private final Duration grace;
    private final List<SnippetThread> retired = new ArrayList<>();
    private final Reserve reserve = new Reserve();

    /** Those of the present thread; threads that they started may still run. */
    private final List<Run> runs = new ArrayList<>();

    private @Nullable SnippetThread thread;
    private @Nullable Throwable thrown;
    private @Nullable Object variable;
    private @Nullable Class<?> holder;
    private volatile @Nullable Picture picture;
    private volatile @Nullable Object value;
    private volatile boolean named;
    private boolean leftBehind;

    private final Object signal = new Object();
    private @Nullable Run running;
    private boolean stopWanted;

    /** Creates the control; a snippet that is told to stop has the grace period to do so. */
    SnippetControl(Supplier<Workspace> workspace, SnippetIo io, Duration grace) {
        this(new SnippetLoader(), workspace, io, grace);
    }

    private SnippetControl(SnippetLoader loader, Supplier<Workspace> workspace, SnippetIo io, Duration grace) {
        super(loader);
        this.loader = loader;
        this.workspace = workspace;
        this.io = io;
        this.grace = grace;
    }

    @Override
    public void glance(String snippet) {
        picture = null;
        value = null;
        named = NAME.matcher(snippet.strip()).matches();
    }

    @Override
    public void reset() {
        thrown = null;
        leftBehind = false;
        synchronized (signal) {
            stopWanted = false;
        }
    }

    @Override
    public void interrupt() {
        synchronized (signal) {
            stopWanted = true;
            Run run = running;
            if (run != null && !run.isStopped()) {
                run.stop();
                Guard.runStops();
            }
            signal.notifyAll();
        }
    }

    @Override
    public boolean wasStopped() {
        synchronized (signal) {
            return stopWanted;
        }
    }

    @Override
    public boolean isLeftBehind() {
        return leftBehind;
    }

    @Override
    public @Nullable Throwable thrown() {
        return thrown;
    }

    @Override
    public String advice() {
        return "";
    }

    @Override
    public @Nullable Object variable() {
        Object met = variable;
        variable = null;
        return met;
    }

    @Override
    public void forget(String name, boolean declared) {
        SnippetThread runner = thread;
        variable = null;
        if (runner == null || !runner.isBusy()) {
            loader.forget(name, declared ? holder : null);
        }
    }

    @Override
    public String varValue(String className, String varName) throws InternalException {
        try {
            Field field = findClass(className).getDeclaredField(varName);
            field.setAccessible(true);
            variable = field.get(null);
            holder = field.getDeclaringClass();
            return "";
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new InternalException(e.toString());
        }
    }

    @Override
    public String invoke(String className, String methodName)
            throws RunException, InternalException, EngineTerminationException {
        try {
            return super.invoke(className, methodName);
        } catch (InternalException e) {
            thrown = thrown == null ? e : thrown;
            throw e;
        }
    }

    @Override
    protected String throwConvertedInvocationException(Throwable cause) throws RunException, InternalException {
        if (cause instanceof VerifierException) {
            throw new UserException(
                    String.valueOf(cause.getMessage()), cause.getClass().getName(), Failure.frames(cause));
        }
        return super.throwConvertedInvocationException(cause);
    }

    @Override
    protected String invoke(Method snippet) throws Exception {
        AtomicReference<@Nullable Object> result = new AtomicReference<>();
        String text = invoke(() -> {
            Object given = snippet.invoke(null);
            result.set(given);
            return drawn(given);
        });
        value = result.get();
        return text;
    }

    /** Returns a result as text, and keeps its picture when it has one. */
    private String drawn(@Nullable Object value) {
        Pictures pictures = new Pictures(ProcessNames.of(workspace.get()));
        Picture drawn = named ? pictures.asked(value) : pictures.of(value);
        picture = drawn;
        return drawn == null ? shown(value) : drawn.plain(Framed.WIDTH);
    }

    @Override
    public @Nullable Object takeValue() {
        Object taken = value;
        value = null;
        return taken;
    }

    @Override
    public @Nullable Picture picture() {
        return picture;
    }

    @Override
    public String text(@Nullable Object value) {
        try {
            return invoke(() -> shown(value));
        } catch (StoppedException e) {
            return "(interrupted)";
        } catch (Exception e) {
            return "(its toString() throws)";
        }
    }

    private static String shown(@Nullable Object value) {
        return ShownValue.of(value, DirectExecutionControl::valueString);
    }

    private String invoke(Callable<String> snippet) throws StoppedException, InvocationTargetException {
        reserve.fill();
        Task task = new Task(snippet);
        Run run = new Run(io);
        SnippetThread runner = runner();
        synchronized (signal) {
            if (stopWanted) {
                throw new StoppedException();
            }
            running = run;
            if (!runner.isBusy()) {
                runs.clear();
            }
            runs.add(run);
        }
        runner.execute(() -> {
            run.enter();
            task.run();
            synchronized (signal) {
                task.done = true;
                signal.notifyAll();
            }
        });
        try {
            leftBehind = !await(task, run, runner);
            if (leftBehind || run.isStopped() || task.thrown instanceof StopSnippet) {
                throw new StoppedException();
            }
            thrown = task.thrown;
            if (thrown instanceof OutOfMemoryError) {
                // What fills the memory may be held by a variable; telling so, and letting go of it, takes some.
                reserve.spend();
            }
            if (thrown != null) {
                throw new InvocationTargetException(thrown);
            }
            return task.text;
        } finally {
            synchronized (signal) {
                running = null;
                if (run.isStopped()) {
                    retire(runner);
                }
            }
        }
    }

    private void retire(SnippetThread runner) {
        runner.retire();
        retired.add(runner);
        runs.clear();
        thread = null;
    }

    @Override
    public int stopBackground() {
        synchronized (signal) {
            SnippetThread runner = thread;
            if (runner == null || running != null || runs.isEmpty()) {
                return 0;
            }
            int started = runner.started();
            runs.forEach(Run::stop);
            Guard.runStops();
            runner.interrupt();
            retire(runner);
            return started;
        }
    }

    /** Waits until the task is done, or has had its time to stop; returns whether it is done. */
    private boolean await(Task task, Run run, SnippetThread runner) {
        boolean interrupted = false;
        long end = 0;
        synchronized (signal) {
            while (!task.done) {
                try {
                    if (!run.isStopped()) {
                        signal.wait();
                        continue;
                    }
                    if (end == 0) {
                        end = System.nanoTime() + grace.toNanos();
                        runner.interrupt();
                    }
                    long left = end - System.nanoTime();
                    if (left <= 0) {
                        break;
                    }
                    TimeUnit.NANOSECONDS.timedWait(signal, left);
                } catch (InterruptedException e) {
                    interrupted = true;
                    interrupt();
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return task.done;
        }
    }

    private SnippetThread runner() {
        synchronized (signal) {
            for (SnippetThread old : List.copyOf(retired)) {
                if (!old.isAlive()) {
                    retired.remove(old);
                    Guard.runIsOver();
                }
            }
            SnippetThread runner = thread;
            if (runner == null) {
                runner = new SnippetThread(workspace.get());
                thread = runner;
            }
            return runner;
        }
    }

    @Override
    public void close() {
        interrupt();
        SnippetThread runner = thread;
        if (runner != null) {
            runner.retire();
        }
    }

    /** A snippet's work with its outcome, which is read only once it is done. */
    private static final class Task {
        private final Callable<String> work;
        private String text = "";
        private @Nullable Throwable thrown;
        private boolean done;

        Task(Callable<String> work) {
            this.work = work;
        }

        @SuppressWarnings("CatchingUnchecked") // a snippet may throw anything, and the thread has to go on
        void run() {
            try {
                text = work.call();
            } catch (InvocationTargetException e) {
                thrown = e.getCause();
            } catch (Throwable e) {
                thrown = e;
            }
        }
    }
}
