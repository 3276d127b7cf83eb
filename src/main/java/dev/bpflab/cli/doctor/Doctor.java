package dev.bpflab.cli.doctor;

import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Looks at what this machine can do: by trying it where that leaves nothing behind, and by reading files elsewhere. */
public final class Doctor {
    private final Machine machine;
    private final TerminalFacts terminal;
    private final Supplier<Finding> grading;

    /** Makes one for a machine, and for what the command writes to. */
    public Doctor(Machine machine, TerminalFacts terminal) {
        this(machine, terminal, GradingFacts::finding);
    }

    /** @param grading looks for a sandbox, which takes a process */
    Doctor(Machine machine, TerminalFacts terminal, Supplier<Finding> grading) {
        this.machine = machine;
        this.terminal = terminal;
        this.grading = grading;
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
        boolean live = machine.isLinux() && probe.usable();
        CompletableFuture<List<Finding>> hooks = live ? Hooks.begin() : CompletableFuture.completedFuture(List.of());
        CompletableFuture<Finding> sandbox = CompletableFuture.supplyAsync(grading);
        if (machine.isLinux()) {
            findings.addAll(new Surroundings(machine).findings());
        }
        findings.addAll(new KernelFacts(machine, probe).findings());
        if (machine.isLinux()) {
            findings.addAll(new KernelConfig(machine).findings());
            findings.addAll(new Rights(machine).findings());
            findings.addAll(FileSystems.findings(machine));
            if (live) {
                findings.addAll(Features.findings());
                findings.addAll(hooks.join());
            }
            findings.add(SymbolFacts.finding(machine));
        }
        JavaFacts java = new JavaFacts(machine, modules());
        findings.addAll(java.findings());
        findings.addAll(terminal.findings());
        findings.add(sandbox.join());
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
