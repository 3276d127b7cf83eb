package dev.bpflab.cli.doctor;

import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Looks at what this machine can do: by trying it where that leaves nothing behind, and by reading files elsewhere. */
public final class Doctor {
    private final Machine machine;
    private final TerminalFacts terminal;

    /** Makes one for a machine, and for what the command writes to. */
    public Doctor(Machine machine, TerminalFacts terminal) {
        this.machine = machine;
        this.terminal = terminal;
    }

    /** Mounts what is not mounted and may be, and returns what was done before everything that was then looked at. */
    public List<Finding> mendAndExamine() {
        List<Finding> findings = new ArrayList<>(new Mender(machine).mend());
        findings.addAll(examine());
        return findings;
    }

    /** Returns everything that was looked at, in the order of the sections. */
    public List<Finding> examine() {
        return examine(KernelHost.probe());
    }

    List<Finding> examine(KernelProbe probe) {
        List<Finding> findings = new ArrayList<>();
        CompletableFuture<List<Finding>> hooks =
                probe.usable() ? Hooks.begin() : CompletableFuture.completedFuture(List.of());
        CompletableFuture<Finding> grading = CompletableFuture.supplyAsync(GradingFacts::finding);
        if (machine.isLinux()) {
            findings.addAll(new Surroundings(machine).findings());
        }
        findings.addAll(new KernelFacts(machine, probe).findings());
        if (machine.isLinux()) {
            findings.addAll(new KernelConfig(machine).findings());
            findings.addAll(new Rights(machine).findings());
            findings.addAll(FileSystems.findings(machine));
            if (probe.usable()) {
                findings.addAll(Features.findings());
                findings.addAll(hooks.join());
            }
            findings.add(SymbolFacts.finding(machine));
        }
        JavaFacts java = new JavaFacts(machine, modules());
        findings.addAll(java.findings());
        findings.addAll(terminal.findings());
        findings.add(grading.join());
        if (machine.isLinux()) {
            findings.addAll(Tools.findings(machine));
        }
        findings.addAll(new LabSummary(findings, probe.usable(), java.hasJShell()).findings());
        return findings;
    }

    private static Set<String> modules() {
        return ModuleLayer.boot().modules().stream().map(Module::getName).collect(Collectors.toSet());
    }
}
