package dev.bpflab.chapter;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Running text: spans in order, each with its styles. */
public record Text(List<Span> spans) {
    /** No text at all. */
    public static final Text EMPTY = new Text(List.of());

    /** How a span is marked. */
    public enum Style {
        /** Strong, {@code *so*}. */
        BOLD,
        /** Emphasised, {@code _so_}. */
        ITALIC,
        /** Code, between backquotes. */
        CODE,
        /** A link to the web; the target is its address. */
        LINK,
        /** A footnote, which stands where the number that refers to it goes. */
        NOTE,
        /** A reference to a page or a section of one; the target is its id, such as {@code 2/hash} or {@code lab/2.1}. */
        XREF
    }

    /**
     * A piece of text with one look.
     *
     * @param text the characters; a line break that the author forced is a newline
     * @param styles how it is marked; more than one where marks are nested
     * @param target where a link or reference leads; empty when it is none
     */
    public record Span(String text, Set<Style> styles, String target) {
        public Span {
            styles = Set.copyOf(styles);
        }

        Span without(Style style) {
            Set<Style> rest = styles.stream().filter(one -> one != style).collect(Collectors.toUnmodifiableSet());
            return new Span(text, rest, target);
        }

        /** Tells whether the span is marked so. */
        public boolean is(Style style) {
            return styles.contains(style);
        }
    }

    public Text {
        spans = List.copyOf(spans);
    }

    /** Returns text without any mark. */
    public static Text of(String plain) {
        return plain.isEmpty() ? EMPTY : new Text(List.of(new Span(plain, Set.of(), "")));
    }

    /** Returns one span of text with these marks. */
    public static Text of(String text, Style... styles) {
        return new Text(List.of(new Span(text, Set.copyOf(Arrays.asList(styles)), "")));
    }

    /** Returns the characters without marks. */
    public String plain() {
        return spans.stream().map(Span::text).collect(Collectors.joining());
    }

    /** Tells whether there is nothing to read. */
    public boolean isEmpty() {
        return spans.isEmpty();
    }
}
