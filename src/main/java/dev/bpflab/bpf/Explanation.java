package dev.bpflab.bpf;

import dev.bpflab.isa.Source;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Why a program was refused, in plain words: a value for whoever shows it. Made from the program and the verifier's log, for
 * both hosts alike.
 *
 * @param message the entry of our catalogue of verifier messages, such as {@code null-check}; {@code other} for a message
 *     that has none
 * @param sentence what the verifier said last, or the errno's text when it said nothing
 * @param place the refused instruction, or null when the refusal is of the whole program
 * @param registers what the instruction's registers held, the one that the message names first
 * @param meaning what the message means
 * @param remedy what usually helps
 * @param changes the remedy as code for this program; empty where that cannot be said
 * @param section the section to read, such as {@code 2.3}
 */
public record Explanation(
        String message,
        String sentence,
        @Nullable Place place,
        List<Register> registers,
        String meaning,
        String remedy,
        List<Change> changes,
        String section) {
    /**
     * An instruction of the program.
     *
     * @param slot its number as the kernel counts
     * @param text the kernel's text of it
     * @param call the assembler call, or the line of assembler text, that wrote it; the kernel's text when nobody knows
     * @param source where that stands, or null when it is not known
     */
    public record Place(
            int slot, String text, String call, @Nullable Source source) {}

    /**
     * What a register held.
     *
     * @param name such as {@code R6}
     * @param state in the verifier's words, such as {@code map_value_or_null(id=1,ks=4,vs=8)}
     * @param words the same in plain words
     * @param history how it came about, oldest first
     */
    public record Register(String name, String state, String words, List<Event> history) {
        public Register {
            history = List.copyOf(history);
        }
    }

    /**
     * What happened to a register's value.
     *
     * @param place the instruction that did it, or null for what was so at the beginning
     * @param state what the value was then, in the verifier's words; empty when it was taken away
     */
    public record Event(@Nullable Place place, String state) {}

    /**
     * A change to the program.
     *
     * @param where such as {@code before #7}
     * @param code the instructions to write there, in the notation in which the program is written
     */
    public record Change(String where, List<String> code) {
        public Change {
            code = List.copyOf(code);
        }
    }

    public Explanation {
        registers = List.copyOf(registers);
        changes = List.copyOf(changes);
    }

    /** Explains the refusal of a program. */
    public static Explanation of(ProgramSpec spec, Errno errno, VerifierLog log) {
        return new Explainer(spec, errno, log).explanation();
    }

    /** Returns the same, with the refused instruction at another place of some source. */
    public Explanation at(Source source) {
        return place == null
                ? this
                : new Explanation(
                        message,
                        sentence,
                        new Place(place.slot(), place.text(), place.call(), source),
                        registers,
                        meaning,
                        remedy,
                        changes,
                        section);
    }

    /** Returns in a paragraph what the message means and what helps, with the code for this program. */
    public String advice() {
        String code = changes.stream()
                .map(change -> change.where() + " " + String.join("; ", change.code()))
                .collect(Collectors.joining(", "));
        return meaning + " " + remedy + (code.isEmpty() ? "" : " Here: " + code + ".");
    }
}
