import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;

import dev.bpflab.bpf.Batch;
import dev.bpflab.bpf.BatchOutcome;
import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.Live;
import dev.bpflab.sim.ExecRecording;
import dev.bpflab.sim.Sim;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Our side of maps.py: reads the name of an operation and how often to do it from each line of standard input, and writes
 * the nanoseconds that one took; for the operations on many entries, one entry. The names of those on the simulated
 * kernel begin with {@code sim-}.
 */
class MapBench {
    private static final int ENTRIES = 10_000;
    private static final int BATCH = 4096;

    private static long sum;

    private static BpfMap<Long, Long> counts(Workspace in) {
        BpfMap<Long, Long> counts = in.create(MapSpec.hash("bench", U32, U64).maxEntries(ENTRIES));
        for (long i = 0; i < ENTRIES; i++) {
            counts.put(i, i);
        }
        return counts;
    }

    /** Does an operation so many times; returns how many entries were touched. */
    private static long run(String operation, BpfHost host, BpfMap<Long, Long> counts, long times) {
        switch (operation) {
            case "lookup" -> {
                for (long i = 0; i < times; i++) {
                    sum += counts.get(i % ENTRIES);
                }
            }
            case "update" -> {
                for (long i = 0; i < times; i++) {
                    counts.put(i % ENTRIES, i);
                }
            }
            case "lookup-batch" -> {
                return lookupBatch(host, counts, times);
            }
            case "update-batch" -> {
                return updateBatch(host, counts, times);
            }
            case "iterate" -> {
                for (long i = 0; i < times; i++) {
                    for (var entry : counts) {
                        sum += entry.value();
                    }
                }
                return times * ENTRIES;
            }
            default -> throw new IllegalArgumentException(operation);
        }
        return times;
    }

    private static long lookupBatch(BpfHost host, BpfMap<Long, Long> counts, long times) {
        Batch batch = Batch.of(new byte[4 * BATCH], new byte[8 * BATCH], BATCH);
        long entries = 0;
        for (long i = 0; i < times; i++) {
            byte[] at = new byte[Batch.placeBytes(4)];
            byte[] from = null;
            BatchOutcome outcome;
            do {
                outcome = host.lookupBatch(counts.fd(), from, at, batch);
                from = at;
                entries += outcome.count();
            } while (outcome.result() == 0);
        }
        return entries;
    }

    private static long updateBatch(BpfHost host, BpfMap<Long, Long> counts, long times) {
        byte[] keys = new byte[4 * BATCH];
        byte[] values = new byte[8 * BATCH];
        ByteBuffer keyBytes = ByteBuffer.wrap(keys).order(ByteOrder.nativeOrder());
        ByteBuffer valueBytes = ByteBuffer.wrap(values).order(ByteOrder.nativeOrder());
        for (long i = 0; i < times; i++) {
            for (int from = 0; from < ENTRIES; from += BATCH) {
                int count = Math.min(BATCH, ENTRIES - from);
                for (int k = 0; k < count; k++) {
                    keyBytes.putInt(4 * k, from + k);
                    valueBytes.putLong(8 * k, from + k);
                }
                host.updateBatch(counts.fd(), Batch.of(keys, values, count));
            }
        }
        return times * ENTRIES;
    }

    public static void main(String[] args) throws Exception {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (Workspace kernel = Live.workspace();
                Workspace sim = Sim.workspace(1, ExecRecording.SILENT)) {
            BpfMap<Long, Long> live = counts(kernel);
            BpfMap<Long, Long> simMap = counts(sim);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                boolean isSim = words[0].startsWith("sim-");
                String operation = isSim ? words[0].substring(4) : words[0];
                long start = System.nanoTime();
                long done = run(operation, (isSim ? sim : kernel).host(), isSim ? simMap : live, Long.parseLong(words[1]));
                System.out.printf("%.1f%n", (double) (System.nanoTime() - start) / done);
            }
        }
    }
}
