package dev.bpflab.cli.doctor;

import dev.bpflab.bpf.AttachType;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.Helper;
import dev.bpflab.kernel.KernelAnswer;
import dev.bpflab.kernel.KernelFeatures;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What the kernel has of maps, programs, helpers and places to attach to, asked one by one. */
final class Features {
    private static final String OTHER_KERNEL = "use a newer kernel, such as that of vagrant up, or --host sim";

    private Features() {}

    static List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        List<Finding> maps = Arrays.stream(MapType.values())
                .filter(type -> type != MapType.UNSPEC)
                .map(type -> told(
                        Section.MAP_TYPES,
                        type.kernelName(),
                        KernelFeatures.has(type),
                        LabNeeds.users(need -> need.maps().contains(type))))
                .toList();
        findings.add(Finding.summary(Section.MAP_TYPES, maps));
        findings.addAll(maps);
        List<Finding> programs = Arrays.stream(ProgramType.values())
                .map(type -> told(
                        Section.PROGRAM_TYPES,
                        type.kernelName(),
                        KernelFeatures.has(type),
                        LabNeeds.users(need -> need.programs().contains(type))))
                .toList();
        findings.add(Finding.summary(Section.PROGRAM_TYPES, programs));
        findings.addAll(programs);
        List<Finding> helpers = helpers();
        findings.add(Finding.summary(Section.HELPERS, helpers));
        findings.addAll(helpers);
        List<Finding> places = Arrays.stream(AttachType.values())
                .map(place -> told(Section.ATTACH_TYPES, place.kernelName(), KernelFeatures.has(place), ""))
                .toList();
        findings.add(Finding.summary(Section.ATTACH_TYPES, places));
        findings.addAll(places);
        return findings;
    }

    private static List<Finding> helpers() {
        List<Finding> helpers = new ArrayList<>();
        LabNeeds.allHelpers().forEach((type, called) -> {
            for (Helper helper : called) {
                helpers.add(told(
                        Section.HELPERS,
                        topic(type, helper),
                        KernelFeatures.has(type, helper),
                        LabNeeds.users(need -> need.helpers(type).contains(helper))));
            }
        });
        return helpers;
    }

    /** Returns the topic of a helper of programs of a type. */
    static String topic(ProgramType type, Helper helper) {
        return helper.kernelName() + " (" + type.kernelName() + ")";
    }

    private static Finding told(Section section, String topic, KernelAnswer answer, String prevents) {
        Finding finding = switch (answer.has()) {
            case YES -> Finding.yes(section, topic, "there");
            case UNKNOWN -> Finding.unknown(section, topic, answer.why());
            case NO -> Finding.no(section, topic, answer.why(), prevents, prevents.isEmpty() ? "" : OTHER_KERNEL);
        };
        return finding.asOneOfMany();
    }
}
