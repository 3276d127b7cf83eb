package dev.bpflab.cli.doctor;

import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgramType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** For each lab whether it can be worked through here, on the live kernel and on the simulated one. */
final class LabSummary {
    private final List<Finding> findings;
    private final boolean liveKernel;
    private final boolean jshell;

    /**
     * @param findings what was found so far
     * @param liveKernel whether the live kernel can be used at all
     * @param jshell whether snippets can be compiled, without which there are no labs
     */
    LabSummary(List<Finding> findings, boolean liveKernel, boolean jshell) {
        this.findings = List.copyOf(findings);
        this.liveKernel = liveKernel;
        this.jshell = jshell;
    }

    List<Finding> findings() {
        Map<String, List<LabNeeds>> labs = new LinkedHashMap<>();
        Arrays.stream(LabNeeds.values())
                .forEach(need -> labs.computeIfAbsent(need.lab(), none -> new ArrayList<>())
                        .add(need));
        List<Finding> summary = new ArrayList<>();
        labs.forEach((lab, needs) -> summary.add(finding(lab, needs)));
        return summary;
    }

    private Finding finding(String lab, List<LabNeeds> needs) {
        String topic = "lab " + lab;
        if (!jshell) {
            return lacking(topic, "live no, simulated no", "jdk.jshell");
        }
        if (!liveKernel) {
            return lacking(topic, "live no, simulated yes", "bpf(2)");
        }
        List<String> lacks = lacks(needs, false);
        List<String> extras = lacks(needs, true);
        if (!lacks.isEmpty()) {
            return lacking(topic, "live no, simulated yes", String.join(", ", lacks));
        }
        return Finding.yes(
                Section.LABS,
                topic,
                extras.isEmpty()
                        ? "live yes, simulated yes"
                        : "live yes but for experiments with " + String.join(", ", extras) + "; simulated yes");
    }

    private static Finding lacking(String topic, String found, String what) {
        return Finding.no(Section.LABS, topic, found, "", "see above: " + what);
    }

    private List<String> lacks(List<LabNeeds> needs, boolean extra) {
        return needs.stream()
                .filter(need -> need.isExtra() == extra)
                .flatMap(this::lacks)
                .distinct()
                .toList();
    }

    /** What cannot be loaded is named once, and not again as what cannot be called or attached. */
    private Stream<String> lacks(LabNeeds need) {
        List<String> lacks = new ArrayList<>();
        for (MapType type : need.maps()) {
            if (!has(Section.MAP_TYPES, type.kernelName())) {
                lacks.add(type.kernelName() + " maps");
            }
        }
        Set<ProgramType> loaded = new HashSet<>();
        for (ProgramType type : need.programs()) {
            if (has(Section.PROGRAM_TYPES, type.kernelName())) {
                loaded.add(type);
                need.helpers(type).stream()
                        .map(helper -> Features.topic(type, helper))
                        .filter(topic -> !has(Section.HELPERS, topic))
                        .forEach(lacks::add);
            } else {
                lacks.add(type.kernelName() + " programs");
            }
        }
        need.hooks().stream()
                .filter(hook -> loaded.contains(hook.programType()))
                .map(Hooks::topic)
                .filter(topic -> !has(Section.HOOKS, topic))
                .forEach(lacks::add);
        return lacks.stream();
    }

    private boolean has(Section section, String topic) {
        return findings.stream()
                .anyMatch(one -> one.section() == section
                        && one.status() == Status.YES
                        && one.topic().equals(topic));
    }
}
