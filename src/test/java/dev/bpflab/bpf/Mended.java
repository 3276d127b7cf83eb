package dev.bpflab.bpf;

import dev.bpflab.asm.TextAsmException;
import dev.bpflab.asm.TextAssembler;
import dev.bpflab.bpf.Explanation.Change;
import dev.bpflab.isa.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Does to a program's text what an explanation proposes, where the proposal is code and not words. */
final class Mended {
    private static final Pattern WHERE = Pattern.compile("(before|instead of) #(\\d+)");

    private Mended() {}

    /** Returns the mended text; empty when a change is in words. */
    static Optional<String> text(String text, Program program, List<Change> changes) {
        List<String> lines = new ArrayList<>(text.lines().toList());
        for (Change change : changes) {
            Matcher where = WHERE.matcher(change.where());
            if (!change.code().stream().allMatch(Mended::isCode)) {
                return Optional.empty();
            }
            if (change.where().equals("at the end")) {
                lines.addAll(change.code());
            } else if (where.matches()) {
                int line = lineOf(program, Integer.parseInt(where.group(2)));
                if (where.group(1).equals("instead of")) {
                    lines.remove(line);
                }
                lines.addAll(line, change.code());
            } else {
                return Optional.empty();
            }
        }
        return changes.isEmpty() ? Optional.empty() : Optional.of(String.join("\n", lines));
    }

    private static boolean isCode(String code) {
        try {
            return !TextAssembler.parse(code + "\nout: exit").lines().isEmpty();
        } catch (TextAsmException words) {
            String message = String.valueOf(words.getMessage());
            return message.contains("stands twice") || message.contains("there is no label");
        }
    }

    private static int lineOf(Program program, int slot) {
        int at = 0;
        for (Program.Line line : program.lines()) {
            if (at == slot) {
                return Objects.requireNonNull(line.source()).line() - 1;
            }
            at += line.insn().slots();
        }
        throw new IllegalArgumentException("no instruction at slot " + slot);
    }
}
