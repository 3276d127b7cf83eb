package dev.bpflab.lab;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.VerifierException;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import dev.bpflab.lab.CheckResult.Failed;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * Tries a program out: fresh maps of the learner's blueprints on a workspace of its own, the program attached, processes that
 * a seed chooses, and then the map compared with what the stage in fact ran.
 *
 * @param map what messages call the map that is looked at
 * @param hook where the program is attached
 * @param events what is made to happen
 * @param commands what the processes execute, chosen by the seed
 * @param table what the map is expected to hold, a row for each process
 * @param hint what to look at when it does not
 */
record Trial(String map, Hook hook, Events events, List<String> commands, StateTable table, String hint) {
    /** What is made to happen. */
    enum Events {
        /** Processes that execute one program each, and chains that execute several under one process id. */
        CHAINS,
        /** Processes that execute one program each. */
        PROCESSES
    }

    Trial {
        commands = List.copyOf(commands);
    }

    CheckResult run(Program program, MapRef target, Trials trials) {
        for (long seed : trials.seeds()) {
            try (Workspace workspace = trials.workspaceOf().apply(seed)) {
                CheckResult result = run(program, target, workspace, new Random(seed));
                if (!result.isPassed()) {
                    return result;
                }
            }
        }
        return CheckResult.passed();
    }

    private CheckResult run(Program program, MapRef target, Workspace workspace, Random random) {
        IdentityHashMap<MapRef, BpfMap<?, ?>> fresh = new IdentityHashMap<>();
        try {
            for (MapRef named : program.maps()) {
                if (named instanceof BpfMap<?, ?> learners) {
                    fresh.put(named, workspace.create(learners.spec()));
                }
            }
            BpfMap<?, ?> counted = fresh.get(target);
            if (counted == null) {
                return failed(
                        "a program that names a map which was created", "'" + target.name() + "' was not created");
            }
            Optional<Failed> misfit = MapContents.misfit(map, counted, table.key(), table.value());
            if (misfit.isPresent()) {
                return misfit.get();
            }
            Program renewed = program.withMaps(named -> {
                BpfMap<?, ?> replacement = fresh.get(named);
                return replacement == null ? named : replacement;
            });
            BpfProgram loaded = workspace.load(renewed, hook.programType());
            workspace.attach(loaded, hook);
            List<StartedProcess> ran = make(workspace, random);
            return inTrial(
                    ran,
                    table.compare(
                            map,
                            Names.fillInEach(table.rows(), ran),
                            MapContents.of(counted, table.key(), table.value()),
                            hint));
        } catch (BpfException e) {
            String remedy = e instanceof VerifierException refused
                    ? refused.explanation().advice()
                    : e.remedy() == null ? hint : "The remedy: " + e.remedy() + ".";
            return new Failed(
                    "a program that can be loaded and attached to " + hook.describe(),
                    String.valueOf(e.getMessage()),
                    remedy,
                    table.allMissed());
        }
    }

    private List<StartedProcess> make(Workspace workspace, Random random) {
        List<StartedProcess> ran = new ArrayList<>();
        for (int round = 3 + random.nextInt(3); round > 0; round--) {
            if (events == Events.CHAINS) {
                ran.add(workspace.runExecChain(command(random), 2 + random.nextInt(6)));
            }
            ran.addAll(workspace.runProcesses(command(random), 1 + random.nextInt(3)));
        }
        return ran;
    }

    private String command(Random random) {
        return commands.get(random.nextInt(commands.size()));
    }

    private CheckResult inTrial(List<StartedProcess> ran, CheckResult result) {
        if (!(result instanceof Failed failed)) {
            return result;
        }
        int execs = ran.stream().mapToInt(StartedProcess::execs).sum();
        return new Failed(
                "in a trial of " + ran.size() + " processes with " + execs + " execs, " + failed.expected(),
                failed.found(),
                failed.hint(),
                failed.misses());
    }

    private Failed failed(String expected, String found) {
        return new Failed(expected, found, hint, table.allMissed());
    }
}
