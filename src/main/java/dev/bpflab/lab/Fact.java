package dev.bpflab.lab;

import java.util.Map;

/**
 * Something that happened on a stage, as the tables of a lab see it: the names that may stand in braces in their cells, and
 * what each stands for.
 */
record Fact(Map<String, String> names) {
    Fact {
        names = Map.copyOf(names);
    }

    /** Tells whether it has this name. */
    boolean has(String name) {
        return names.containsKey(name);
    }
}
