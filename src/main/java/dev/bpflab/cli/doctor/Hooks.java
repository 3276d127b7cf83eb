package dev.bpflab.cli.doctor;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.Link;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;
import dev.bpflab.kernel.Live;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Attaches a program that does nothing to each place that can be named at the prompt, and takes it away again. */
final class Hooks {
    /** What returns 0 does not let a packet pass, but nothing moves on the interfaces of a network of our own. */
    private static final Program NOTHING = Program.of(List.of(
            new Program.Line(new Insn.Alu(Width.W64, AluOp.MOV, Reg.R0, new Imm(0)), "", null),
            new Program.Line(new Insn.Exit(), "", null)));

    private static final List<Hook> OTHERS = List.of(
            new Hook.RawTracepoint("sys_enter"),
            new Hook.Xdp("veth0", Hook.Xdp.Mode.NATIVE),
            new Hook.Tcx("veth0", Direction.INGRESS),
            new Hook.SocketFilter("veth0"));

    private Hooks() {}

    /** Begins to attach; what comes of it is told in order when it is asked for. */
    static CompletableFuture<List<Finding>> begin() {
        Set<Hook> hooks = new LinkedHashSet<>();
        Arrays.stream(LabNeeds.values()).map(LabNeeds::hooks).forEach(hooks::addAll);
        hooks.addAll(OTHERS);
        // The kernel takes its time when something is taken away, but for one does not keep the other waiting.
        Map<Boolean, List<Hook>> kinds = hooks.stream().collect(Collectors.partitioningBy(Hooks::isOnInterface));
        return CompletableFuture.supplyAsync(() -> attached(kinds.getOrDefault(false, List.of())))
                .thenCombine(
                        CompletableFuture.supplyAsync(() -> attached(kinds.getOrDefault(true, List.of()))),
                        Hooks::summarised);
    }

    private static boolean isOnInterface(Hook hook) {
        return hook instanceof Hook.Xdp || hook instanceof Hook.Tcx || hook instanceof Hook.SocketFilter;
    }

    private static List<Finding> attached(List<Hook> hooks) {
        try (Workspace workspace = Live.workspace()) {
            return hooks.stream().map(hook -> attached(workspace, hook)).toList();
        }
    }

    private static List<Finding> summarised(List<Finding> some, List<Finding> others) {
        List<Finding> findings = new ArrayList<>(some);
        findings.addAll(others);
        findings.add(0, Finding.summary(Section.HOOKS, findings));
        return findings;
    }

    private static Finding attached(Workspace workspace, Hook hook) {
        try (BpfProgram program = workspace.load(NOTHING, hook.programType());
                Link link = workspace.attach(program, hook)) {
            String how = link.info().isPresent() ? "by a link" : "without a link, which is as good";
            return Finding.yes(Section.HOOKS, topic(hook), how).asOneOfMany();
        } catch (BpfException failure) {
            return Finding.no(
                            Section.HOOKS,
                            topic(hook),
                            failure.errno() + ": " + failure.reason(),
                            LabNeeds.users(need -> need.hooks().contains(hook)),
                            Optional.ofNullable(failure.remedy()).orElse(""))
                    .asOneOfMany();
        }
    }

    /** Returns what a place is called; of whom is sampled does not matter. */
    static String topic(Hook hook) {
        return hook instanceof Hook.PerfSampling ? "sampling" : hook.describe();
    }
}
