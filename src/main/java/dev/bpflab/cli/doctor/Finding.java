package dev.bpflab.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One thing that the doctor looked at.
 *
 * @param section which part it belongs to
 * @param topic what was looked at
 * @param status whether it is as the labs like it
 * @param found what was found
 * @param prevents what it prevents; empty when nothing
 * @param remedy the command or step that mends it; empty when nothing has to be mended or nothing would
 * @param weight to whom it is told
 */
public record Finding(
        Section section, String topic, Status status, String found, String prevents, String remedy, Weight weight) {
    /** To whom something is told. */
    public enum Weight {
        /** To everyone. */
        HEADLINE,
        /** One of many of a kind: to who asks for all, and to everyone when it is bad. */
        ONE_OF_MANY,
        /** To who asks for all. */
        ASIDE
    }

    static Finding yes(Section section, String topic, String found) {
        return new Finding(section, topic, Status.YES, found, "", "", Weight.HEADLINE);
    }

    static Finding fact(Section section, String topic, String found) {
        return new Finding(section, topic, Status.FACT, found, "", "", Weight.HEADLINE);
    }

    static Finding no(Section section, String topic, String found, String prevents, String remedy) {
        return new Finding(section, topic, Status.NO, found, prevents, remedy, Weight.HEADLINE);
    }

    static Finding unknown(Section section, String topic, String found) {
        return new Finding(section, topic, Status.UNKNOWN, found, "", "", Weight.HEADLINE);
    }

    /** Returns how many of a section's kind are there, with the names of the others. */
    static Finding summary(Section section, List<Finding> all) {
        return summary(section, section.words(), all);
    }

    static Finding summary(Section section, String topic, List<Finding> all) {
        List<String> parts = new ArrayList<>();
        parts.add(withStatus(all, Status.YES).size() + " of " + all.size());
        for (Status status : List.of(Status.NO, Status.UNKNOWN)) {
            List<Finding> these = withStatus(all, status);
            String words = status == Status.NO ? "not " : "not to be known: ";
            if (these.size() == all.size()) {
                parts.add(all.get(0).found);
            } else if (!these.isEmpty()) {
                parts.add(words + these.stream().map(Finding::topic).collect(Collectors.joining(", ")));
            }
        }
        return fact(section, topic, String.join("; ", parts));
    }

    private static List<Finding> withStatus(List<Finding> all, Status status) {
        return all.stream().filter(one -> one.status == status).toList();
    }

    /** Returns the same as one of many. */
    Finding asOneOfMany() {
        return new Finding(section, topic, status, found, prevents, remedy, Weight.ONE_OF_MANY);
    }

    /** Returns the same for who asks for all. */
    Finding asAside() {
        return new Finding(section, topic, status, found, prevents, remedy, Weight.ASIDE);
    }

    /** Returns whether it is worth telling to who does not ask for all. */
    public boolean isTold() {
        return weight == Weight.HEADLINE || (weight == Weight.ONE_OF_MANY && harms());
    }

    /** Returns whether something that people want to do here cannot be done. */
    boolean harms() {
        return status == Status.NO && !prevents.isEmpty() && !prevents.startsWith("nothing");
    }
}
