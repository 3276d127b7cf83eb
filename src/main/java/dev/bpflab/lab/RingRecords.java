package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.MapType;
import dev.bpflab.lab.CheckResult.Failed;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The records that programs of a trial have put into a ring buffer. To tables a record is a key, and how often it is there the
 * value.
 *
 * @param records the bytes of each, in the order in which they were reserved
 */
record RingRecords(List<byte[]> records) {
    RingRecords {
        records = List.copyOf(records);
    }

    static boolean areIn(MapSpec<?, ?> spec) {
        return spec.type() == MapType.RINGBUF;
    }

    /** Returns a blueprint of a ring buffer like this one, whose records are bare bytes whatever they are to the learner. */
    static MapSpec<?, ?> bare(MapSpec<?, ?> spec) {
        return MapSpec.ringbuf(spec.name()).maxEntries(spec.maxEntries());
    }

    /** Takes all records out of a ring buffer of bare bytes. */
    static RingRecords drain(BpfMap<?, ?> ring) {
        List<byte[]> records = new ArrayList<>();
        for (Object record : ring.drain()) {
            ByteBuffer from = ((ByteBuffer) record).duplicate();
            byte[] bytes = new byte[from.remaining()];
            from.get(bytes);
            records.add(bytes);
        }
        return new RingRecords(records);
    }

    /** Returns what is wrong with the length of a record; empty when all are as long as the column. */
    Optional<Failed> misfit(String name, Column key) {
        return records.stream()
                .filter(bytes -> bytes.length != key.size())
                .findFirst()
                .map(strange -> CheckResult.failed(
                        text("ringRecords.withRecordsOfBytes", name, key.size()),
                        name + " with a record of " + strange.length + " bytes",
                        text("ringRecords.recordIsHereReserveOr", key.name())));
    }

    /** Returns them as tables see them. */
    MapContents contents(Column key) {
        Map<Object, Object> counts = new LinkedHashMap<>();
        records.forEach(bytes -> counts.merge(key.decode(bytes), 1L, (a, b) -> (Long) a + (Long) b));
        return new MapContents(counts, Set.of());
    }
}
