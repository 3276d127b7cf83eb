package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.differential.SimulatedRelease;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;
import dev.bpflab.sim.Sim;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The helper table agrees with the running kernel on names and on which helpers want a GPL-compatible license, and the
 * simulated kernel refuses a program type the same helpers, and programs of other licenses the same of the rest.
 */
class HelperTableIT {
    private static final List<ProgramType> TYPES = List.of(
            ProgramType.SOCKET_FILTER,
            ProgramType.KPROBE,
            ProgramType.SCHED_CLS,
            ProgramType.TRACEPOINT,
            ProgramType.XDP,
            ProgramType.RAW_TRACEPOINT);

    private static final List<ProgramType> SIMULATED =
            Stream.concat(TYPES.stream(), Stream.of(ProgramType.PERF_EVENT)).toList();

    /** The version whose rules the simulated kernel follows. */
    private static final int BEYOND_LAST = 220;

    @Test
    void theKernelNamesAndRestrictsEachHelperAsTheTableDoes() {
        KernelProbe probe = KernelHost.probe();
        Assumptions.assumeTrue(probe.usable(), probe::describe);
        List<String> wrong = new ArrayList<>();
        int judged = 0;
        try (KernelHost host = new KernelHost()) {
            for (Helper helper : Helper.values()) {
                for (ProgramType type : TYPES) {
                    String log = loadWithoutLicense(host, helper, type);
                    if (log.contains("invalid func unknown#" + helper.id()) && !SimulatedRelease.isHere()) {
                        // Younger than this kernel.
                        continue;
                    }
                    if (!log.contains("call " + helper.kernelName() + "#" + helper.id())) {
                        wrong.add("name of " + helper + " in " + log);
                    } else if (!isRefusedByType(log)) {
                        judged++;
                        if (log.contains("GPL-restricted function") != helper.gplOnly()) {
                            wrong.add("license of " + helper + " in " + type + ": " + log);
                        }
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(judged).as("combinations of helper and type that exist").isGreaterThan(100);
    }

    @Test
    void theSimulatedKernelRefusesATypeTheHelpersThatTheKernelRefusesIt() {
        SimulatedRelease.assume();
        List<String> wrong = new ArrayList<>();
        try (KernelHost live = new KernelHost();
                BpfHost simulated = Sim.host(1)) {
            for (ProgramType type : SIMULATED) {
                for (int id = -1; id < BEYOND_LAST; id++) {
                    String wanted = refusalByType(load(live, id, type, "none"));
                    String given = refusalByType(load(simulated, id, type, "none"));
                    if (!given.equals(wanted)) {
                        wrong.add(type + " " + id + ": the kernel '" + wanted + "', the simulated one '" + given + "'");
                    }
                }
            }
        }
        assertThat(wrong).isEmpty();
    }

    /** Returns the line that refuses the call whatever its arguments, empty when there is none. */
    private static String refusalByType(String log) {
        return log.lines()
                .filter(line -> isRefusedByType(line) || line.contains("GPL-restricted function"))
                .findFirst()
                .orElse("");
    }

    private static boolean isRefusedByType(String log) {
        // Kernels before 6.10 know the second way to say so.
        return log.contains("program of this type cannot use helper")
                || log.contains("unknown func")
                || log.contains("invalid func");
    }

    private static String loadWithoutLicense(KernelHost host, Helper helper, ProgramType type) {
        return load(host, helper.id(), type, "none");
    }

    private static String load(BpfHost host, int helper, ProgramType type, String license) {
        byte[] program = InsnCodec.encode(List.of(
                new Insn.CallHelper(helper), new Insn.Alu(Width.W64, AluOp.MOV, Reg.R0, new Imm(0)), new Insn.Exit()));
        LoadOutcome outcome = host.load(new ProgAttr(type.number(), program, license, "", 2));
        if (outcome.result() >= 0) {
            host.close(outcome.result());
        }
        return outcome.log();
    }
}
