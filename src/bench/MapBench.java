import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.LiveStage;
import dev.bpflab.sim.SimHost;
import dev.bpflab.sim.SimKernel;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * Our side of maps.py: reads the name of an operation and how often to do it from each line of standard input, and writes
 * the nanoseconds that one took; for the operations on many entries, one entry. The names of those on the simulated
 * kernel begin with {@code sim-}.
 */
class MapBench {
    private static final int ENTRIES = 10_000;

    private static long sum;

    private static BpfMap<Long, Long> counts(Workspace in) {
        BpfMap<Long, Long> counts = in.create(MapSpec.hash("bench", U32, U64).maxEntries(ENTRIES));
        for (long i = 0; i < ENTRIES; i++) {
            counts.put(i, i);
        }
        return counts;
    }

    /** Does an operation so many times; returns how many entries were touched. */
    private static long run(String operation, BpfMap<Long, Long> counts, long times) {
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

    public static void main(String[] args) throws Exception {
        var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        SimKernel simulated = new SimKernel(1);
        try (Workspace kernel = new Workspace(new KernelHost(), new LiveStage());
                Workspace sim = new Workspace(new SimHost(simulated), new LiveStage())) {
            BpfMap<Long, Long> live = counts(kernel);
            BpfMap<Long, Long> simMap = counts(sim);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String[] words = line.split(" ");
                boolean isSim = words[0].startsWith("sim-");
                String operation = isSim ? words[0].substring(4) : words[0];
                long start = System.nanoTime();
                long done = run(operation, isSim ? simMap : live, Long.parseLong(words[1]));
                System.out.printf("%.1f%n", (double) (System.nanoTime() - start) / done);
            }
        }
    }
}
