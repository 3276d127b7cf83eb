package dev.bpflab.session;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;

/** Loads the classes of snippets, {@linkplain GuardPass guarded}, beside our own, so that snippets hold our live objects. */
final class SnippetLoader implements LoaderDelegate {
    private final Classes classes = new Classes();

    @Override
    public void load(ClassBytecodes[] loaded) throws ClassInstallException {
        boolean[] done = new boolean[loaded.length];
        try {
            for (ClassBytecodes one : loaded) {
                classes.byteCode.put(one.name(), GuardPass.guard(one.bytecodes()));
            }
            for (int i = 0; i < loaded.length; i++) {
                classes.loadClass(loaded[i].name());
                done[i] = true;
            }
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            throw new ClassInstallException("load: " + e, done);
        }
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

    private static final class Classes extends ClassLoader {
        private final Map<String, byte[]> byteCode = new ConcurrentHashMap<>();

        Classes() {
            super("snippets", SnippetLoader.class.getClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            byte[] code = byteCode.remove(name);
            if (code == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, code, 0, code.length);
        }
    }
}
