package dev.bpflab.session;

import dev.bpflab.agent.Thrown;
import dev.bpflab.session.Elsewhere.ThrownElsewhere;
import dev.bpflab.view.Picture;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Has snippets run {@link Elsewhere}. What they give is not asked for: nobody looks at it. */
final class ElsewhereExecution implements Execution {
    private final Elsewhere place;
    private @Nullable Object variable;
    private String holder = "";
    private String advice = "";
    private volatile boolean stopWanted;

    ElsewhereExecution(Elsewhere place) {
        this.place = place;
    }

    @Override
    public void load(ClassBytecodes[] loaded) throws ClassInstallException {
        Map<String, byte[]> classFiles = new LinkedHashMap<>();
        for (ClassBytecodes one : loaded) {
            classFiles.put(one.name(), one.bytecodes());
        }
        try {
            place.define(classFiles);
        } catch (ThrownElsewhere refused) {
            throw new ClassInstallException(
                    "load: " + refused.thrown().type() + ": " + refused.thrown().message(), new boolean[loaded.length]);
        }
    }

    @Override
    public void redefine(ClassBytecodes[] redefined) throws NotImplementedException {
        throw new NotImplementedException("JShell makes new classes instead");
    }

    @Override
    public String invoke(String className, String methodName) throws RunException {
        if (stopWanted) {
            throw new StoppedException();
        }
        try {
            place.invoke(className, methodName);
            return "";
        } catch (ThrownElsewhere failed) {
            throw account(failed.thrown());
        }
    }

    private RunException account(Thrown thrown) {
        if (thrown.unresolved() >= 0) {
            return new ResolutionException(thrown.unresolved(), frames(thrown));
        }
        advice = thrown.advice();
        UserException account = new UserException(thrown.message(), thrown.type(), frames(thrown));
        Thrown cause = thrown.cause();
        if (cause != null) {
            account.initCause(new UserException(cause.message(), cause.type(), frames(cause)));
        }
        return account;
    }

    private static StackTraceElement[] frames(Thrown thrown) {
        return thrown.frames().toArray(StackTraceElement[]::new);
    }

    @Override
    public String varValue(String className, String varName) {
        try {
            variable = place.read(className, varName).orElse(null);
        } catch (ThrownElsewhere gone) {
            variable = null;
        }
        holder = className;
        return "";
    }

    @Override
    public void forget(String name, boolean declared) {
        variable = null;
        place.forget(name, declared ? holder : "");
    }

    @Override
    public void addToClasspath(String path) {
        // The place's own class path is all that there is.
    }

    @Override
    public void stop() {
        interrupt();
    }

    @Override
    public Object extensionCommand(String command, Object argument) throws NotImplementedException {
        throw new NotImplementedException(command);
    }

    @Override
    public void glance(String snippet) {
        // Nothing is drawn.
    }

    @Override
    public void reset() {
        advice = "";
        stopWanted = false;
    }

    /** What runs elsewhere is ended by whoever has the place; here nothing more begins. */
    @Override
    public void interrupt() {
        stopWanted = true;
    }

    @Override
    public boolean wasStopped() {
        return stopWanted;
    }

    @Override
    public boolean isLeftBehind() {
        return false;
    }

    @Override
    public @Nullable Throwable thrown() {
        return null;
    }

    @Override
    public String advice() {
        return advice;
    }

    @Override
    public @Nullable Object variable() {
        Object met = variable;
        variable = null;
        return met;
    }

    @Override
    public @Nullable Object takeValue() {
        return null;
    }

    @Override
    public @Nullable Picture picture() {
        return null;
    }

    @Override
    public String text(@Nullable Object value) {
        return String.valueOf(value);
    }

    @Override
    public int stopBackground() {
        return 0;
    }

    @Override
    public void close() {
        // Whoever has the place closes it.
    }
}
