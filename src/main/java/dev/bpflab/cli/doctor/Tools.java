package dev.bpflab.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Other people's tools, which go well with bpflab and which nothing here needs. */
final class Tools {
    private static final Map<String, String> NICE = new TreeMap<>(Map.of(
            "bpftool", "lists maps, programs and links of all processes",
            "bpftrace", "traces with short scripts",
            "ip", "shows interfaces and networks",
            "tcpdump", "shows packets"));

    /** What a package is called where not as the program. */
    private static final Map<String, String> PACKAGES = Map.of("ip", "iproute2");

    private Tools() {}

    static List<Finding> findings(Machine machine) {
        List<Finding> findings = new ArrayList<>();
        NICE.forEach((tool, use) -> findings.add(machine.program(tool)
                .map(path -> Finding.yes(Section.TOOLS, tool, path))
                .orElseGet(() -> Finding.no(
                        Section.TOOLS,
                        tool,
                        "not here",
                        "nothing: it " + use,
                        "sudo apt install " + PACKAGES.getOrDefault(tool, tool)))
                .asOneOfMany()));
        findings.add(0, Finding.summary(Section.TOOLS, findings));
        return findings;
    }
}
