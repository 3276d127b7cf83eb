package dev.bpflab.lab;

import dev.bpflab.chapter.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One step of a lab, or one of its experiments or challenges: something to do, with help, a solution and checks.
 *
 * @param id its name in its lab, which is also the tag of its solution, such as {@code create}
 * @param title its heading
 * @param kind what it is to the lab
 * @param text what the learner reads, the tables of expected state included, hints and solution not
 * @param hints what helps, the gentlest first; each is a tier of its own
 * @param solution the reference solution's source
 * @param checks what must hold for the step to be passed
 * @param points what it is worth
 */
public record Step(
        String id,
        String title,
        Kind kind,
        List<Block> text,
        List<Hint> hints,
        String solution,
        List<Check> checks,
        int points) {
    /** What a step is to its lab. In a document the kind's name in lower case is the role of its section. */
    public enum Kind {
        /** Belongs to the walk through the lab, in order. */
        STEP(""),
        /** Something to try beyond it, in any order or not at all. */
        EXPERIMENT("e"),
        /** The same, with less help. */
        CHALLENGE("c"),
        /** Something that is judged when submissions are graded, and of which no learner reads. */
        HIDDEN("h");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }

        /** Returns what a learner types before its number to go there: nothing, {@code e} or {@code c}. */
        public String prefix() {
            return prefix;
        }

        /** Returns the role of its section in a lab's document. */
        public String role() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns its name as it stands before a number: {@code Experiment}. */
        public String title() {
            return name().charAt(0) + role().substring(1);
        }
    }

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

    /** Returns the same step with more checks. */
    Step with(List<Check> more) {
        List<Check> all = new ArrayList<>(checks);
        all.addAll(more);
        return new Step(id, title, kind, text, hints, solution, all, points);
    }

    /** Tells whether a lab is passed without it. */
    public boolean optional() {
        return kind == Kind.EXPERIMENT || kind == Kind.CHALLENGE;
    }
}
