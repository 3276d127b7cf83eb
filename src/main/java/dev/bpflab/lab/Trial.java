package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.VerifierException;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import dev.bpflab.lab.CheckResult.Failed;
import dev.bpflab.lab.TrialEvents.Made;
import dev.bpflab.lab.TrialEvents.Running;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * Tries programs out: fresh maps of the learner's blueprints on a workspace of its own, the programs attached, events that a
 * seed chooses, and then a map compared with what in fact happened.
 *
 * @param map what messages call the map that is looked at
 * @param hooks where each program is attached, in the order of the programs
 * @param events what is made to happen
 * @param table what the map is expected to hold, a row for each thing that happened
 * @param hint what to look at when it does not
 */
record Trial(String map, List<Hook> hooks, TrialEvents events, StateTable table, String hint) {
    private static final int MANY_BUCKETS = 1 << 20;

    Trial {
        hooks = List.copyOf(hooks);
    }

    CheckResult run(List<Program> programs, MapRef target, Trials trials) {
        for (long seed : trials.seeds()) {
            CheckResult result = run(programs, target, trials, seed, false);
            if (!result.isPassed()) {
                return result;
            }
        }
        for (long seed : events.atOnce().isPresent() ? trials.seedsAtOnce() : List.<Long>of()) {
            CheckResult result = run(programs, target, trials, seed, true);
            if (result instanceof Failed failed) {
                return failed.withHint(text("trial.thisWasWithSeveralCpus", failed.hint()));
            }
        }
        return CheckResult.passed();
    }

    private CheckResult run(List<Program> programs, MapRef target, Trials trials, long seed, boolean atOnce) {
        try (Workspace workspace = trials.workspaceOf().apply(seed)) {
            Map<MapRef, BpfMap<?, ?>> fresh = freshMaps(programs, workspace);
            BpfMap<?, ?> counted = fresh.get(target);
            if (counted == null) {
                return failed(text("trial.programThatNamesAMap"), text("trial.wasNotCreated", target.name()));
            }
            Optional<Failed> misfit = RingRecords.areIn(counted.spec())
                    ? Optional.empty()
                    : MapContents.misfit(map, counted, table.key(), table.value());
            if (misfit.isPresent()) {
                return misfit.get();
            }
            return compare(play(programs, fresh, workspace, seed, atOnce), counted);
        } catch (BpfException e) {
            String remedy = e instanceof VerifierException refused
                    ? refused.explanation().advice()
                    : e.remedy() == null ? hint : "The remedy: " + e.remedy() + ".";
            return new Failed(
                    text(
                            "trial.programThatCanBeLoaded",
                            hooks.stream().map(Hook::describe).collect(Collectors.joining(" and "))),
                    String.valueOf(e.getMessage()),
                    remedy,
                    table.allMissed());
        }
    }

    /**
     * Returns what programs do under a seed: a line for each entry of each of their maps, sorted, and one for what is wrong
     * apart from these. Programs that do the same have the same lines.
     */
    List<String> observe(List<Program> programs, Trials trials, long seed) {
        List<String> lines = new ArrayList<>();
        for (boolean atOnce : events.atOnce().isPresent() ? List.of(false, true) : List.of(false)) {
            try (Workspace workspace = trials.workspaceOf().apply(seed)) {
                Map<MapRef, BpfMap<?, ?>> fresh = freshMaps(programs, workspace);
                lines.add(play(programs, fresh, workspace, seed, atOnce).complaint());
                fresh.forEach((named, live) -> MapContents.lines(live).forEach(line -> lines.add(named.name() + line)));
            } catch (BpfException refused) {
                lines.add(String.valueOf(refused.getMessage()));
            }
        }
        return lines.stream().sorted().toList();
    }

    private Made play(
            List<Program> programs, Map<MapRef, BpfMap<?, ?>> fresh, Workspace workspace, long seed, boolean atOnce) {
        workspace.stage().busy(seed);
        if (atOnce) {
            workspace.stage().overlap(seed);
        }
        TrialEvents happening = atOnce ? events.atOnce().orElseThrow() : events;
        Running running = happening.prepare(workspace, hooks, new Random(seed));
        for (int i = 0; i < programs.size(); i++) {
            Program renewed = programs.get(i)
                    .withMaps(named ->
                            Optional.<MapRef>ofNullable(fresh.get(named)).orElse(named));
            workspace.attach(workspace.load(renewed, hooks.get(i).programType()), hooks.get(i));
        }
        return running.make();
    }

    /** Gives stack traces so much room that no two are likely to have one bucket: which do is no matter of the program. */
    private static MapSpec<?, ?> roomy(MapSpec<?, ?> spec) {
        if (RingRecords.areIn(spec)) {
            return RingRecords.bare(spec);
        }
        return spec.type() == MapType.STACK_TRACE ? spec.maxEntries(MANY_BUCKETS) : spec;
    }

    private static Map<MapRef, BpfMap<?, ?>> freshMaps(List<Program> programs, Workspace workspace) {
        IdentityHashMap<MapRef, BpfMap<?, ?>> fresh = new IdentityHashMap<>();
        for (Program program : programs) {
            for (MapRef named : program.maps()) {
                if (named instanceof BpfMap<?, ?> learners && !fresh.containsKey(named)) {
                    fresh.put(named, workspace.create(roomy(learners.spec())));
                }
            }
        }
        return fresh;
    }

    private CheckResult compare(Made made, BpfMap<?, ?> counted) {
        String trial = "in a trial of " + made.summary() + ", ";
        if (!made.complaint().isEmpty()) {
            return failed(text("trial.allOfThemLetThrough", trial), made.complaint());
        }
        MapContents contents;
        if (RingRecords.areIn(counted.spec())) {
            RingRecords records = RingRecords.drain(counted);
            Optional<Failed> misfit = records.misfit(map, table.key());
            if (misfit.isPresent()) {
                return misfit.get().in(trial);
            }
            contents = records.contents(table.key());
        } else {
            contents = MapContents.of(counted, table.key(), table.value());
        }
        try {
            CheckResult result = table.compare(map, Names.fillInEach(table.rows(), made.facts()), contents, hint);
            return result instanceof Failed failed ? failed.in(trial) : result;
        } catch (Names.Unresolved e) {
            throw new IllegalStateException("a trial makes all the names that its kind says: " + e.getMessage(), e);
        }
    }

    private Failed failed(String expected, String found) {
        return new Failed(expected, found, hint, table.allMissed());
    }
}
