package dev.bpflab.grade;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A part of a class, for one of several machines.
 *
 * @param index which part, from 1
 * @param count how many parts there are
 */
public record Shard(int index, int count) {
    /** The whole. */
    public static final Shard ALL = new Shard(1, 1);

    private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

    public Shard {
        if (index < 1 || index > count) {
            throw new IllegalArgumentException(
                    index + "/" + count + " is no part; the first of four is 1/4, the last is 4/4");
        }
    }

    /**
     * Reads {@code 2/4}.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    public static Shard parse(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is no part; write it as 2/4, the second of four");
        }
        return new Shard(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    /** Returns this part of a list: every {@link #count}th, so that the parts are of one size and need not know each other. */
    <T> List<T> of(List<T> all) {
        List<T> part = new ArrayList<>();
        for (int i = index - 1; i < all.size(); i += count) {
            part.add(all.get(i));
        }
        return part;
    }

    @Override
    public String toString() {
        return index + "/" + count;
    }
}
