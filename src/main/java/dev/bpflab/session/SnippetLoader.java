package dev.bpflab.session;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import jdk.jshell.execution.LoaderDelegate;
import jdk.jshell.spi.ExecutionControl.ClassBytecodes;
import jdk.jshell.spi.ExecutionControl.ClassInstallException;
import org.jspecify.annotations.Nullable;

/** Loads the classes of snippets, {@linkplain GuardPass guarded}, beside our own, so that snippets hold our live objects. */
final class SnippetLoader implements LoaderDelegate {
    /** JShell's own classes around snippets, whose static fields are the variables; no class of a learner is named so. */
    private static final Pattern AROUND_A_SNIPPET = Pattern.compile("REPL\\.\\$JShell\\$\\w+");

    private final Classes classes = new Classes();
    private final List<Class<?>> around = new ArrayList<>();

    @Override
    public void load(ClassBytecodes[] loaded) throws ClassInstallException {
        boolean[] done = new boolean[loaded.length];
        try {
            for (ClassBytecodes one : loaded) {
                classes.byteCode.put(one.name(), GuardPass.guard(one.bytecodes()));
            }
            for (int i = 0; i < loaded.length; i++) {
                Class<?> type = classes.loadClass(loaded[i].name());
                if (AROUND_A_SNIPPET.matcher(loaded[i].name()).matches()) {
                    around.add(type);
                }
                done[i] = true;
            }
        } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
            throw new ClassInstallException("load: " + e, done);
        }
    }

    /** Lets go of what a variable of this name held in its earlier declarations. */
    void forget(String variable, @Nullable Class<?> present) {
        for (Class<?> type : around) {
            try {
                if (type != present) {
                    Field field = type.getDeclaredField(variable);
                    if (!field.getType().isPrimitive()) {
                        field.setAccessible(true);
                        field.set(null, null);
                    }
                }
            } catch (ReflectiveOperationException | LinkageError notThere) {
                // Most classes have no variable of this name.
            }
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
