package dev.bpflab.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The configuration with which the kernel was built, where it can be read. */
final class KernelConfig {
    private static final Pattern SET = Pattern.compile("(?m)^(CONFIG_\\w+)=(.*)$");
    private static final String ZIPPED = "/proc/config.gz";

    private final Machine machine;

    KernelConfig(Machine machine) {
        this.machine = machine;
    }

    List<Finding> findings() {
        for (String place : places()) {
            Map<String, String> options = options(place);
            if (!options.isEmpty()) {
                return compared(place, options);
            }
        }
        return List.of(Finding.fact(
                Section.CONFIGURATION,
                Section.CONFIGURATION.words(),
                "not to be read here (" + String.join(", ", places()) + "); what is asked for below says more"));
    }

    private List<String> places() {
        String release = machine.release();
        return List.of(
                ZIPPED,
                "/boot/config-" + release,
                "/lib/modules/" + release + "/config",
                "/usr/lib/modules/" + release + "/config");
    }

    private Map<String, String> options(String place) {
        Map<String, String> options = new TreeMap<>();
        String text = (place.equals(ZIPPED) ? machine.unzipped(place) : machine.read(place)).orElse("");
        for (Matcher set = SET.matcher(text); set.find(); ) {
            options.put(set.group(1), set.group(2));
        }
        return options;
    }

    private static List<Finding> compared(String place, Map<String, String> options) {
        List<Finding> findings = new ArrayList<>();
        int there = 0;
        for (ConfigOption option : ConfigOption.values()) {
            String value = options.get(option.key());
            if (value == null) {
                findings.add(Finding.no(
                                Section.CONFIGURATION,
                                option.key(),
                                "not set",
                                option.prevents(),
                                "use a kernel that has it, such as that of a distribution")
                        .asOneOfMany());
            } else {
                there++;
                findings.add(Finding.yes(Section.CONFIGURATION, option.key(), value.equals("m") ? "m: a module" : value)
                        .asOneOfMany());
            }
        }
        String summary = there + " of " + ConfigOption.values().length + " options that matter, says " + place;
        findings.add(0, Finding.fact(Section.CONFIGURATION, Section.CONFIGURATION.words(), summary));
        return findings;
    }
}
