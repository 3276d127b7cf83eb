package dev.bpflab.kernel;

import dev.bpflab.bpf.Symbols;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/**
 * What processes had mapped a moment ago: who names thousands of stacks asks for the same few processes again and again, and
 * reading the mappings of one takes milliseconds.
 */
final class RecentLookups {
    private static final long MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int MOST = 256;

    private record Read(long at, Symbols.Lookup lookup) {
        boolean isRecent(long now) {
            return now - at < MOMENT_NANOS;
        }
    }

    private final Map<Integer, Read> byPid = new ConcurrentHashMap<>();

    /** Returns the names of a process, read anew when they are older than half a second. */
    Symbols.Lookup of(int pid, IntFunction<Symbols.Lookup> reader) {
        long now = System.nanoTime();
        Read known = byPid.get(pid);
        if (known != null && known.isRecent(now)) {
            return known.lookup;
        }
        if (byPid.size() >= MOST) {
            byPid.values().removeIf(read -> !read.isRecent(now));
        }
        Symbols.Lookup lookup = reader.apply(pid);
        if (byPid.size() < MOST) {
            byPid.put(pid, new Read(now, lookup));
        }
        return lookup;
    }
}
