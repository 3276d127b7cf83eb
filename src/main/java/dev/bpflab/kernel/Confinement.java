package dev.bpflab.kernel;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How a process is to be started that nobody trusts: what it is to run, and what is taken from it before it does. Whatever
 * is said here it begins without privileges that it could gain (no_new_privs), with no open file but its three standard
 * streams, in {@code /}, and in a session of its own.
 *
 * @param command the program, by its full path, and its arguments
 * @param environment all its variables
 * @param user the user and group that it becomes, without any other group; empty to stay who we are
 * @param filter the system calls that it may not make
 * @param handedOver whether the filter is given to the program as {@link #FILTER_DESCRIPTOR}, as bubblewrap wants it; else it is in
 *     force from the start
 * @param readable the only files and folders that it may read, through Landlock, with writing nowhere; empty when the kernel has
 *     no Landlock, or something else hides the others
 * @param limits what the kernel holds it to
 */
public record Confinement(
        List<String> command,
        Map<String, String> environment,
        OptionalInt user,
        SeccompFilter filter,
        boolean handedOver,
        Optional<List<Path>> readable,
        Map<ResourceLimit, Long> limits) {
    /** The descriptor at which a program finds the filter that it is handed. */
    public static final int FILTER_DESCRIPTOR = 3;

    /** Copies what it is given. */
    public Confinement {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
        readable = readable.map(List::copyOf);
        limits = Map.copyOf(limits);
    }
}
