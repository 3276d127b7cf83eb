package dev.bpflab.bpf;

import static org.junit.jupiter.api.Assertions.fail;

import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import dev.bpflab.sim.SimHost;
import dev.bpflab.sim.SimKernel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of operations on maps, which both hosts must answer alike: results, errno and full contents. More of
 * them with {@code -Dbpflab.differential.count=100000}, others with {@code -Dbpflab.differential.seed=…}.
 */
class MapDifferentialIT {
    private static final int LENGTH = 50;

    @Test
    void bothHostsAnswerAlike() {
        KernelProbe probe = KernelHost.probe();
        Assumptions.assumeTrue(probe.usable(), probe::describe);
        int count = Integer.getInteger("bpflab.differential.count", 1_000);
        long first = Long.getLong("bpflab.differential.seed", 1);
        try (BpfHost kernel = new KernelHost();
                BpfHost sim = new SimHost(new SimKernel(1))) {
            UnaryOperator<MapOperations> known = known(kernel);
            for (long seed = first; seed < first + count; seed++) {
                MapOperations operations = known.apply(MapOperations.random(seed, LENGTH));
                if (differ(operations, kernel, sim)) {
                    MapOperations few = operations.shrunk(fewer -> differ(fewer, kernel, sim));
                    int cpus = cpus(kernel, sim);
                    fail("seed " + seed + ": " + few + "\nkernel: " + few.answers(kernel, cpus) + "\nsim:    "
                            + few.answers(sim, cpus));
                }
            }
        }
    }

    /** Older kernels look stack traces up and delete them, but not both at once. */
    private static boolean takesStackTraces(BpfHost kernel) {
        int map = kernel.createMap(new MapAttr(MapType.STACK_TRACE.number(), 4, 8, 1, 0, ""));
        int result = kernel.lookupAndDelete(map, new byte[4], new byte[8], 0);
        kernel.close(map);
        if (result == Errno.ENOTSUPP.result()) {
            System.out.println(
                    "lookup-and-delete in maps of stack traces is not compared: this kernel does not know it");
            return false;
        }
        return true;
    }

    /** Older kernels say of a map that is frozen already that it is busy. */
    private static boolean refusesToFreezeAgain(BpfHost kernel) {
        int map = kernel.createMap(new MapAttr(MapType.HASH.number(), 4, 8, 1, 0, ""));
        kernel.freeze(map);
        int again = kernel.freeze(map);
        kernel.close(map);
        if (again == Errno.EBUSY.result()) {
            System.out.println("freezing a map again is not compared: this kernel says of it that it is busy");
            return false;
        }
        return true;
    }

    /** Returns what leaves out of operations what this kernel does not know or answers in its own way. */
    private static UnaryOperator<MapOperations> known(BpfHost kernel) {
        boolean stackTraces = takesStackTraces(kernel);
        boolean freezes = refusesToFreezeAgain(kernel);
        return operations -> {
            boolean taken = stackTraces || operations.attr().type() != MapType.STACK_TRACE.number();
            List<MapOperations.Step> steps = new ArrayList<>();
            boolean frozen = false;
            for (MapOperations.Step step : operations.steps()) {
                boolean again = step.verb() == MapOperations.Verb.FREEZE && frozen;
                frozen |= step.verb() == MapOperations.Verb.FREEZE;
                if ((taken || step.verb() != MapOperations.Verb.LOOKUP_AND_DELETE) && (freezes || !again)) {
                    steps.add(step);
                }
            }
            return new MapOperations(operations.attr(), steps);
        };
    }

    private static boolean differ(MapOperations operations, BpfHost kernel, BpfHost sim) {
        int cpus = cpus(kernel, sim);
        return !operations.answers(kernel, cpus).equals(operations.answers(sim, cpus));
    }

    private static int cpus(BpfHost kernel, BpfHost sim) {
        return Math.min(kernel.possibleCpus(), sim.possibleCpus());
    }
}
