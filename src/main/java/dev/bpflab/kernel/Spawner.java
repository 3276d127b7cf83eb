package dev.bpflab.kernel;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Starts child processes with posix_spawn(3). Unlike {@link ProcessBuilder}, whose helper program may execute first under
 * the same process id, this executes the wanted program and nothing else, so that executions can be counted; and the
 * child stays until we reap it, so that its last name can be read.
 */
final class Spawner {
    private Spawner() {}

    /**
     * Starts a program that reads nothing and whose output goes nowhere; returns its process id or a negated errno.
     *
     * @param arguments with the program's own name as the first
     */
    static int start(Path program, List<String> arguments) {
        NativeBuffer pid = NativeBuffer.allocate(Integer.BYTES);
        Map<String, String> variables = Orphans.marked(System.getenv());
        try (SpawnArguments spawn = SpawnArguments.silent(program.toString(), arguments, variables)) {
            int error = spawn.start(pid);
            return error == 0 ? pid.bytes().getInt(0) : -error;
        }
    }
}
