package dev.bpflab.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Explanation;
import dev.bpflab.bpf.LoadOutcome;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramSpec;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.VerifierLog;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.Program;
import dev.bpflab.repl.ExplanationText;

/**
 * A program from a file put before a host's verifier, and the verdict in words and in JSON.
 *
 * @param spec the program as it was read
 * @param outcome what the host said
 * @param told the verifier's log at a level that tells of registers, whatever level was asked for
 */
record ProgOnHost(ProgramSpec spec, LoadOutcome outcome, String told) {
    private static final String LICENSE = "GPL";
    private static final int TELLING = 1;

    /** Creates the program's maps on a host and loads it; closing the host closes everything. */
    static ProgOnHost load(BpfHost host, ProgInput input, Program program, ProgramType type, int logLevel) {
        ProgramSpec spec = new ProgramSpec("bpflab_prog", type, program, LICENSE);
        byte[] bytes = InsnCodec.encode(input.link(program.insns(), host));
        LoadOutcome outcome = load(host, spec, bytes, logLevel);
        boolean silent = outcome.result() < 0 && outcome.log().isEmpty();
        return new ProgOnHost(
                spec, outcome, silent ? load(host, spec, bytes, TELLING).log() : outcome.log());
    }

    private static LoadOutcome load(BpfHost host, ProgramSpec spec, byte[] bytes, int logLevel) {
        return host.load(new ProgAttr(spec.type().number(), bytes, LICENSE, spec.name(), logLevel));
    }

    boolean accepted() {
        return outcome.result() >= 0;
    }

    int fd() {
        return outcome.result();
    }

    void print(App app) {
        Streams streams = app.streams();
        streams.out().print(outcome.log());
        if (accepted()) {
            streams.out().println("accepted");
        } else {
            Errno errno = errno();
            String reason = reason().isEmpty() ? errno.text() : reason();
            streams.out().println("rejected: " + errno + " (" + reason + ")");
            Screens.plain(app).lines(ExplanationText.lines(explanation(), "bpflab read ", streams.width()));
        }
    }

    ObjectNode json() {
        ObjectNode verdict = Json.object().put("accepted", accepted());
        if (!accepted()) {
            verdict.put("errno", errno().name()).put("reason", reason());
            verdict.set("explanation", json(explanation()));
        }
        return verdict.put("log", outcome.log());
    }

    private static ObjectNode json(Explanation explanation) {
        ObjectNode json = Json.object().put("message", explanation.message());
        Explanation.Place place = explanation.place();
        if (place != null) {
            json.put("slot", place.slot()).put("insn", place.text());
            if (place.source() != null) {
                json.put("line", place.source().line());
            }
        }
        ArrayNode registers = json.putArray("registers");
        for (Explanation.Register register : explanation.registers()) {
            ArrayNode history = registers
                    .addObject()
                    .put("name", register.name())
                    .put("state", register.state())
                    .put("words", register.words())
                    .putArray("history");
            for (Explanation.Event event : register.history()) {
                ObjectNode then = history.addObject().put("state", event.state());
                if (event.place() != null) {
                    then.put("slot", event.place().slot());
                }
            }
        }
        json.put("meaning", explanation.meaning()).put("remedy", explanation.remedy());
        ArrayNode changes = json.putArray("changes");
        for (Explanation.Change change : explanation.changes()) {
            ArrayNode code = changes.addObject().put("where", change.where()).putArray("code");
            change.code().forEach(code::add);
        }
        return json.put("read", explanation.section());
    }

    private Explanation explanation() {
        return Explanation.of(spec, errno(), new VerifierLog(told));
    }

    private Errno errno() {
        return Errno.ofResult(outcome.result());
    }

    private String reason() {
        return new VerifierLog(told).reason();
    }
}
