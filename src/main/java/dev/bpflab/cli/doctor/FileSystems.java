package dev.bpflab.cli.doctor;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The file systems of the kernel that labs and readers look into. */
enum FileSystems {
    BPFFS("bpf", List.of("/sys/fs/bpf"), "pins: maps that outlive the workbench"),
    TRACEFS(
            "tracefs",
            List.of("/sys/kernel/tracing", "/sys/kernel/debug/tracing"),
            "looking at tracepoints by hand; bpflab reads them without");

    private final String type;

    @SuppressWarnings("ImmutableEnumChecker") // made by List.of
    private final List<String> places;

    private final String prevents;

    FileSystems(String type, List<String> places, String prevents) {
        this.type = type;
        this.places = places;
        this.prevents = prevents;
    }

    String topic() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns its type as mount(8) calls it. */
    String type() {
        return type;
    }

    String prevents() {
        return prevents;
    }

    /** Returns where it belongs. */
    String place() {
        return places.get(0);
    }

    /** Returns where it is mounted, of the places where it is looked for. */
    Optional<String> mountedAt(Machine machine) {
        String mounts = machine.read("/proc/self/mounts").orElse("");
        return places.stream()
                .filter(place -> mounts.lines()
                        .map(line -> line.split(" "))
                        .anyMatch(words -> words.length > 2 && words[1].equals(place) && words[2].equals(type)))
                .findFirst();
    }

    /** Returns what is mounted; without /proc that, and much of the rest, is not to be known. */
    static List<Finding> findings(Machine machine) {
        return machine.has("/proc/self/mounts")
                ? Arrays.stream(values()).map(system -> system.finding(machine)).toList()
                : List.of(Finding.no(
                        Section.FILE_SYSTEMS,
                        "proc",
                        "/proc is not mounted, so that most of this cannot be looked at",
                        "labs 2.1 and 2.3, live",
                        "sudo mount -t proc proc /proc"));
    }

    private Finding finding(Machine machine) {
        return mountedAt(machine)
                .map(place -> Finding.yes(Section.FILE_SYSTEMS, topic(), "mounted at " + place))
                .orElseGet(() -> Finding.no(
                        Section.FILE_SYSTEMS,
                        topic(),
                        "not mounted",
                        prevents,
                        "sudo mount -t " + type + " " + type + " " + place() + ", or sudo bpflab doctor --fix"));
    }
}
