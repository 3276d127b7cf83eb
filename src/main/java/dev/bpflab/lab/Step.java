package dev.bpflab.lab;

import dev.bpflab.chapter.Block;
import java.util.List;

/**
 * One step of a lab.
 *
 * @param id its name in its lab, which is also the tag of its solution, such as {@code create}
 * @param title its heading
 * @param text what the learner reads, the tables of expected state included, hints and solution not
 * @param hints what helps, the gentlest first; each is a tier of its own
 * @param solution the reference solution's source
 * @param checks what must hold for the step to be passed
 * @param points what it is worth
 * @param optional whether a lab is passed without it
 */
public record Step(
        String id,
        String title,
        List<Block> text,
        List<Hint> hints,
        String solution,
        List<Check> checks,
        int points,
        boolean optional) {
    /**
     * One tier of help.
     *
     * @param text what the learner reads
     */
    public record Hint(List<Block> text) {
        public Hint {
            text = List.copyOf(text);
        }
    }

    public Step {
        text = List.copyOf(text);
        hints = List.copyOf(hints);
        checks = List.copyOf(checks);
    }
}
