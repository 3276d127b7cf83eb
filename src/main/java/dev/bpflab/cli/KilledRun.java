package dev.bpflab.cli;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import dev.bpflab.kernel.Live;
import dev.bpflab.kernel.Orphans;
import dev.bpflab.kernel.Orphans.Orphan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run of bpflab left that was killed. Its maps, programs, links, networks and their interfaces are gone with it.
 *
 * @param pid the process that was killed
 * @param pins the names that it gave in BPF file systems and that are still there
 * @param orphans the processes that it had started and that still run
 * @param folders its temporary folders
 * @param files files that it had not finished writing
 */
record KilledRun(long pid, List<Path> pins, List<Orphan> orphans, List<Path> folders, List<Path> files) {
    KilledRun {
        pins = List.copyOf(pins);
        orphans = List.copyOf(orphans);
        folders = List.copyOf(folders);
        files = List.copyOf(files);
    }

    /** Returns what is left, a line each. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        pins.forEach(pin -> lines.add(pin + ", a pin that keeps what it names in the kernel"));
        orphans.forEach(orphan -> lines.add(
                "process " + orphan.pid() + " (" + orphan.comm() + "), which it started and which still runs"));
        folders.forEach(folder -> lines.add(folder + ", a temporary folder"));
        files.forEach(file -> lines.add(file + ", which was not finished"));
        return lines;
    }

    /**
     * Removes it; what is kept is not asked about again, what cannot be removed is.
     *
     * @param keepPins whether pins stay, as what somebody wanted
     * @return what could not be removed and why, a line each
     */
    List<String> remove(boolean keepPins) {
        List<String> problems = new ArrayList<>();
        if (!keepPins && !pins.isEmpty()) {
            unpin(problems);
        }
        for (Orphan orphan : orphans) {
            if (!Orphans.kill(orphan, pid)) {
                problems.add("end process " + orphan.pid() + ": it is not ours to end; sudo kill -9 " + orphan.pid());
            }
        }
        files.forEach(file -> {
            if (!RunFolder.delete(file)) {
                problems.add("remove " + file + ": it cannot be removed");
            }
        });
        if (problems.isEmpty()) {
            folders.forEach(folder -> {
                if (!RunFolder.delete(folder)) {
                    problems.add("remove " + folder + ": it cannot be removed");
                }
            });
        }
        return problems;
    }

    private void unpin(List<String> problems) {
        KernelProbe probe = KernelHost.probe();
        if (!probe.usable()) {
            pins.forEach(pin -> problems.add("unpin " + pin + ": " + probe.reason() + "; sudo rm " + pin));
            return;
        }
        try (Workspace workspace = Live.workspace()) {
            for (Path pin : pins) {
                try {
                    workspace.hostMaps().unpin(pin.toString());
                } catch (BpfException refused) {
                    problems.add(String.valueOf(refused.getMessage()));
                }
            }
        }
    }
}
