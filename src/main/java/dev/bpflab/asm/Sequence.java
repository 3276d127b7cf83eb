package dev.bpflab.asm;

import java.util.List;
import java.util.stream.Collectors;

/** Several items in order. */
public record Sequence(List<Item> items) implements Item {
    /** Copies the list. */
    public Sequence {
        items = List.copyOf(items);
    }

    @Override
    public String toString() {
        return items.stream().map(Item::toString).collect(Collectors.joining("; "));
    }
}
