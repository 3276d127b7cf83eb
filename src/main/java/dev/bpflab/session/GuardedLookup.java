package dev.bpflab.session;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;

/**
 * What snippets call, without knowing it, to find a method by its name: what would end the process is not found, but what
 * {@link Guard} has in its place. As good as it gets: there are other ways to a method, which nobody takes by accident.
 */
public final class GuardedLookup {
    private GuardedLookup() {}

    /** Stands in for {@link Class#getMethod}. */
    public static Method getMethod(Class<?> owner, String name, Class<?>... parameters) throws NoSuchMethodException {
        Method found = owner.getMethod(name, parameters);
        return endsTheProcess(owner, name) ? standIn(name) : found;
    }

    /** Stands in for {@link Class#getDeclaredMethod}. */
    public static Method getDeclaredMethod(Class<?> owner, String name, Class<?>... parameters)
            throws NoSuchMethodException {
        Method found = owner.getDeclaredMethod(name, parameters);
        return endsTheProcess(owner, name) ? standIn(name) : found;
    }

    /** Stands in for {@link MethodHandles.Lookup#findStatic}. */
    public static MethodHandle findStatic(MethodHandles.Lookup lookup, Class<?> owner, String name, MethodType type)
            throws NoSuchMethodException, IllegalAccessException {
        MethodHandle found = lookup.findStatic(owner, name, type);
        return endsTheProcess(owner, name) ? MethodHandles.lookup().findStatic(Guard.class, name, type) : found;
    }

    /** Stands in for {@link MethodHandles.Lookup#findVirtual}. */
    public static MethodHandle findVirtual(MethodHandles.Lookup lookup, Class<?> owner, String name, MethodType type)
            throws NoSuchMethodException, IllegalAccessException {
        MethodHandle found = lookup.findVirtual(owner, name, type);
        return endsTheProcess(owner, name)
                ? MethodHandles.lookup().findStatic(Guard.class, name, type.insertParameterTypes(0, Runtime.class))
                : found;
    }

    private static boolean endsTheProcess(Class<?> owner, String name) {
        return (owner == System.class || owner == Runtime.class) && (name.equals("exit") || name.equals("halt"));
    }

    /** Static, so that it does not matter which object a caller names. */
    private static Method standIn(String name) throws NoSuchMethodException {
        return Guard.class.getMethod(name, int.class);
    }
}
