package dev.bpflab.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.bpflab.isa.Disassembler;
import dev.bpflab.isa.Insn;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bpflab prog disasm}: lists a program in the kernel's notation. */
@Command(
        name = "disasm",
        description = "Lists a program in the kernel's notation, one instruction a line with its slot and opcode.",
        mixinStandardHelpOptions = true)
final class ProgDisasmCommand implements Callable<Integer> {
    @Mixin
    private ProgInput input = new ProgInput();

    @Option(names = "--json", description = "print an array of {slot, text}")
    private boolean json;

    private final App app;

    ProgDisasmCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        List<Insn> insns = input.read(app.streams());
        ArrayNode rows = Json.array();
        int slot = 0;
        for (Insn insn : insns) {
            if (json) {
                rows.addObject().put("slot", slot).put("text", Disassembler.text(insn));
            } else {
                app.streams().out().println(Disassembler.line(slot, insn));
            }
            slot += insn.slots();
        }
        if (json) {
            app.streams().out().println(Json.pretty(rows));
        }
        return ExitStatus.OK;
    }
}
