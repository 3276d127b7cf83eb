package dev.bpflab.agent;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The classes that snippets were compiled to, beside our own, so that snippets see our vocabulary. */
public final class SnippetClasses extends ClassLoader {
    /** JShell's own classes around snippets, whose static fields are the variables; no class of a learner is named so. */
    private static final Pattern AROUND_A_SNIPPET = Pattern.compile("REPL\\.\\$JShell\\$\\w+");

    private final Map<String, byte[]> byteCode = new ConcurrentHashMap<>();
    private final List<Class<?>> around = new ArrayList<>();

    /** Creates a loader without classes. */
    public SnippetClasses() {
        super("snippets", SnippetClasses.class.getClassLoader());
    }

    /** Keeps a class file until {@link #define} or another class needs it. */
    public void add(String name, byte[] classFile) {
        byteCode.put(name, classFile);
    }

    /** Loads a class that was added. */
    public void define(String name) throws ClassNotFoundException {
        Class<?> type = loadClass(name);
        if (AROUND_A_SNIPPET.matcher(name).matches()) {
            around.add(type);
        }
    }

    /** Lets go of what a variable of this name held in its earlier declarations. */
    public void forget(String variable, @Nullable Class<?> present) {
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
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] code = byteCode.remove(name);
        if (code == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, code, 0, code.length);
    }
}
