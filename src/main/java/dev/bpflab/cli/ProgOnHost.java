package dev.bpflab.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.VerifierLog;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import java.io.PrintStream;
import java.util.List;

/** A program from a file put before a host's verifier, and the verdict in words and in JSON. */
record ProgOnHost(LoadOutcome outcome) {
    /** Creates the program's maps on a host and loads it; closing the host closes everything. */
    static ProgOnHost load(BpfHost host, ProgInput input, List<Insn> insns, ProgramType type, int logLevel) {
        byte[] bytes = InsnCodec.encode(input.link(insns, host));
        LoadOutcome outcome = host.load(new ProgAttr(type.number(), bytes, "GPL", "bpflab_prog", logLevel));
        return new ProgOnHost(outcome);
    }

    boolean accepted() {
        return outcome.result() >= 0;
    }

    int fd() {
        return outcome.result();
    }

    void print(PrintStream out) {
        out.print(outcome.log());
        if (accepted()) {
            out.println("accepted");
        } else {
            Errno errno = Errno.ofResult(outcome.result());
            out.println("rejected: " + errno + " (" + (reason().isEmpty() ? errno.text() : reason()) + ")");
        }
    }

    ObjectNode json() {
        ObjectNode verdict = Json.object().put("accepted", accepted());
        if (!accepted()) {
            verdict.put("errno", Errno.ofResult(outcome.result()).name()).put("reason", reason());
        }
        return verdict.put("log", outcome.log());
    }

    private String reason() {
        return new VerifierLog(outcome.log()).reason();
    }
}
