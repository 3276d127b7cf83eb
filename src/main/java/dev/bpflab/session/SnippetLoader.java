package dev.bpflab.session;

import dev.bpflab.agent.SnippetClasses;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import org.jspecify.annotations.Nullable;

/** Loads the classes of snippets, {@linkplain GuardPass guarded}, beside our own, so that snippets hold our live objects. */
final class SnippetLoader implements LoaderDelegate {
    private final SnippetClasses classes = new SnippetClasses();

    @Override
    public void load(ClassBytecodes[] loaded) throws ClassInstallException {
        boolean[] done = new boolean[loaded.length];
        try {
            for (ClassBytecodes one : loaded) {
                classes.add(one.name(), GuardPass.guard(one.bytecodes()));
            }
            for (int i = 0; i < loaded.length; i++) {
                classes.define(loaded[i].name());
                done[i] = true;
            }
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            throw new ClassInstallException("load: " + e, done);
        }
    }

    /** Lets go of what a variable of this name held in its earlier declarations. */
    void forget(String variable, @Nullable Class<?> present) {
        classes.forget(variable, present);
    }

    @Override
    public void classesRedefined(ClassBytecodes[] redefined) {
        throw new UnsupportedOperationException("redefinition is not offered to JShell, which then makes new classes");
    }

    @Override
    public void addToClasspath(String path) {
        // Snippets see what our own loader sees.
    }

    @Override
    public Class<?> findClass(String name) throws ClassNotFoundException {
        return classes.loadClass(name);
    }
}
