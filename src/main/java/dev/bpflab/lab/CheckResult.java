package dev.bpflab.lab;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a check found. */
public sealed interface CheckResult {
    /** All is as expected. */
    record Passed() implements CheckResult {}

    /**
     * Something is not as expected.
     *
     * @param expected what was expected
     * @param found what was found
     * @param hint what to look at
     * @param misses how many things are not as expected, at least 1: of several attempts the one with the fewest is reported
     * @param of how many things were looked at, such as the rows of a table; 0 when that cannot be counted
     * @param details where a table was compared, what is not as expected in it, row by row
     */
    record Failed(String expected, String found, String hint, int misses, int of, Optional<Details> details)
            implements CheckResult {
        /** Creates a finding that no table can say better, about something of which nothing holds. */
        public Failed(String expected, String found, String hint, int misses) {
            this(expected, found, hint, misses, 0, Optional.empty());
        }

        /** Returns how many of the things that were looked at are as expected. */
        public int held() {
            return Math.max(0, of - misses);
        }

        /** Returns the same finding with another hint. */
        public Failed withHint(String other) {
            return new Failed(expected, found, other, misses, of, details);
        }

        /** Returns the same finding with a sentence before what was expected. */
        Failed in(String where) {
            Optional<Details> there =
                    details.map(rows -> new Details(where + rows.title(), rows.differences(), rows.suspicion()));
            return new Failed(where + expected, found, hint, misses, of, there);
        }

        /** Returns what it looks as if, and what to look at. */
        public String advice() {
            String suspicion = details.map(Details::suspicion).orElse("");
            return suspicion.isEmpty()
                    ? hint
                    : suspicion.substring(0, 1).toUpperCase(Locale.ROOT) + suspicion.substring(1) + ". " + hint;
        }
    }

    /**
     * What is not as expected in a map.
     *
     * @param title what the map is called, and where it was
     * @param differences a row for each key
     * @param suspicion what the differences look as if; empty when they look like nothing that is known
     */
    record Details(String title, List<Difference> differences, String suspicion) {
        public Details {
            differences = List.copyOf(differences);
        }
    }

    /**
     * One key whose entry is not as expected.
     *
     * @param key the key
     * @param expected the value that was expected, or that there is no entry
     * @param found the value that was found, or that there is no entry
     */
    record Difference(String key, String expected, String found) {}

    /** Returns the good result. */
    static CheckResult passed() {
        return new Passed();
    }

    /** Returns a finding about one thing. */
    static Failed failed(String expected, String found, String hint) {
        return new Failed(expected, found, hint, 1);
    }

    /** Returns what share of what was looked at is as expected, from 0 to 1. */
    default double share() {
        return this instanceof Failed failed ? (double) failed.held() / Math.max(1, failed.of()) : 1;
    }

    /** Tells whether all is as expected. */
    default boolean isPassed() {
        return this instanceof Passed;
    }
}
