package dev.bpflab.cli.doctor;

import dev.bpflab.bpf.Errno;
import dev.bpflab.kernel.Mounting;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does what is harmless: mounts the file systems of the kernel that belong to every Linux. */
final class Mender {
    private static final Section MENDED = Section.MENDED;

    private final Machine machine;

    Mender(Machine machine) {
        this.machine = machine;
    }

    /** Returns what was done, and what could not be done. */
    List<Finding> mend() {
        if (!machine.isLinux()) {
            return List.of(Finding.fact(MENDED, "mounts", "nothing to mount: this is not Linux"));
        }
        List<Finding> done = new ArrayList<>();
        for (FileSystems system : FileSystems.values()) {
            if (system.mountedAt(machine).isEmpty()) {
                done.add(mounted(system));
            }
        }
        return done.isEmpty()
                ? List.of(Finding.yes(MENDED, "mounts", "nothing to do: bpffs and tracefs are mounted"))
                : done;
    }

    private static Finding mounted(FileSystems system) {
        Optional<Errno> failure;
        try {
            failure = Mounting.mount(system.type(), system.place());
        } catch (LinkageError noJna) {
            return Finding.no(MENDED, system.topic(), "JNA cannot load its native part", "mounting it", "");
        }
        return failure.map(errno -> Finding.no(
                        MENDED,
                        system.topic(),
                        "mount(2) of " + system.place() + " failed: " + errno + " (" + errno.text() + ")",
                        system.prevents(),
                        remedy(errno)))
                .orElseGet(() -> Finding.yes(MENDED, system.topic(), "mounted at " + system.place() + " just now"));
    }

    private static String remedy(Errno errno) {
        return switch (errno) {
            case EPERM, EACCES -> "sudo bpflab doctor --fix";
            case ENOENT -> "mount sysfs first: sudo mount -t sysfs sysfs /sys";
            case ENODEV -> "use a kernel that has it";
            default -> "";
        };
    }
}
