package dev.bpflab.sim;

import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The clocks by which programs sample, by their frequency in Hz; each ticks on every CPU. */
final class Clocks {
    private final NavigableMap<Long, ProgramList> byHertz = new ConcurrentSkipListMap<>();

    /** Returns the place for programs that sample so often. */
    ProgramList at(long hertz) {
        return byHertz.computeIfAbsent(hertz, unused -> ProgramList.unlimited());
    }
}
