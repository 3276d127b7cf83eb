package dev.bpflab.chapter;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an author wrote around a block.
 *
 * @param id the block's anchor, unique in its page; null when it has none
 * @param title the title, empty when it has none
 * @param roles roles in the author's order, {@code [.check.hidden]} gives {@code check} and {@code hidden}
 * @param attributes named attributes sorted by name, {@code [.check,map=counts]} gives {@code map=counts}
 * @param line the line of the document where the block begins, from 1; 0 when it is not known
 */
public record Marks(@Nullable String id, Text title, List<String> roles, Map<String, String> attributes, int line) {
    /** Nothing around the block. */
    public static final Marks NONE = new Marks(null, Text.EMPTY, List.of(), Map.of(), 0);

    public Marks {
        roles = List.copyOf(roles);
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }
}
