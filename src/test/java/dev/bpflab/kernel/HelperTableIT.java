package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.AluOp;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Imm;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Width;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The helper table agrees with the running kernel on names and on which helpers want a GPL-compatible license. */
class HelperTableIT {
    private static final List<ProgramType> TYPES = List.of(
            ProgramType.SOCKET_FILTER,
            ProgramType.KPROBE,
            ProgramType.SCHED_CLS,
            ProgramType.TRACEPOINT,
            ProgramType.XDP,
            ProgramType.RAW_TRACEPOINT);

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

    private static boolean isRefusedByType(String log) {
        return log.contains("program of this type cannot use helper") || log.contains("invalid func");
    }

    private static String loadWithoutLicense(KernelHost host, Helper helper, ProgramType type) {
        byte[] program = InsnCodec.encode(List.of(
                new Insn.CallHelper(helper.id()),
                new Insn.Alu(Width.W64, AluOp.MOV, Reg.R0, new Imm(0)),
                new Insn.Exit()));
        LoadOutcome outcome = host.load(new ProgAttr(type.number(), program, "none", "", 2));
        if (outcome.result() >= 0) {
            host.close(outcome.result());
        }
        return outcome.log();
    }
}
