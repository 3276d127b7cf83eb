package dev.bpflab.bpf.traffic;

import dev.bpflab.bpf.Packets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/** Where packets come from that are like those of a real machine. */
public interface TrafficSource {
    /** Where nothing comes from. */
    TrafficSource SILENT = of(() -> TrafficRecording.SILENT, 1);

    /** Tells whether there is nothing to follow. */
    boolean isSilent();

    /** Returns the next so many packets; {@link IllegalArgumentException} when there is nothing to follow. */
    List<Packets> next(int count);

    /** Returns packets that follow a recording, with what chance decides coming from a seed. */
    static TrafficSource of(Supplier<TrafficRecording> recording, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new TrafficSource() {
            @Override
            public boolean isSilent() {
                return recording.get().packets().isEmpty();
            }

            @Override
            public synchronized List<Packets> next(int count) {
                return recording.get().like(count, random);
            }
        };
    }
}
