package dev.bpflab.chapter;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One block of a page. */
public sealed interface Block {
    /** Returns what the author wrote around it: id, title, roles, attributes, line. */
    Marks marks();

    /** Returns its title, empty when it has none. */
    default Text title() {
        return marks().title();
    }

    /** Returns its roles. */
    default List<String> roles() {
        return marks().roles();
    }

    /** Tells whether it has this role. */
    default boolean hasRole(String role) {
        return roles().contains(role);
    }

    /** Returns its named attributes. */
    default Map<String, String> attributes() {
        return marks().attributes();
    }

    /** Returns a named attribute. */
    default Optional<String> attribute(String name) {
        return Optional.ofNullable(attributes().get(name));
    }

    /** Returns the line of the document where it begins, from 1; 0 when it is not known. */
    default int line() {
        return marks().line();
    }

    /** Returns the blocks inside it. */
    default List<Block> blocks() {
        return List.of();
    }

    /**
     * A section with its heading.
     *
     * @param level 1 for the sections of a page, 2 for theirs
     * @param number the number that its heading began with, such as {@code 2.3}; null when there was none
     */
    record Section(Marks marks, int level, @Nullable String number, List<Block> blocks) implements Block {
        public Section {
            blocks = List.copyOf(blocks);
        }

        /** Returns the section's id: the author's, or one made from its title. */
        public String id() {
            return marks.id() == null ? "" : marks.id();
        }
    }

    /** Running text. */
    record Paragraph(Marks marks, Text text) implements Block {}

    /**
     * Source code.
     *
     * @param language the language as the author named it, such as {@code java}; empty when he did not
     * @param source the lines without a final newline
     */
    record Code(Marks marks, String language, String source) implements Block {}

    /** Text that keeps its lines: output, diagrams. */
    record Literal(Marks marks, String text) implements Block {
        /** Tells whether it is a drawing, which its attribute {@code alt} tells in words. */
        public boolean isDiagram() {
            return hasRole("diagram");
        }
    }

    /** A list. */
    record ItemList(Marks marks, Kind kind, List<Item> items) implements Block {
        /** What stands before an item. */
        public enum Kind {
            /** A bullet. */
            BULLETS,
            /** Its number. */
            NUMBERS,
            /** The term it explains. */
            TERMS,
            /** The number that a comment {@code // <1>} in the code before the list has. */
            CALLOUTS
        }

        /**
         * One item.
         *
         * @param term the term that is explained; empty unless the list is one of terms
         * @param text its text
         * @param blocks what follows its text inside the item
         */
        public record Item(Text term, Text text, List<Block> blocks) {
            public Item {
                blocks = List.copyOf(blocks);
            }
        }

        public ItemList {
            items = List.copyOf(items);
        }

        @Override
        public List<Block> blocks() {
            return items.stream().flatMap(item -> item.blocks().stream()).toList();
        }
    }

    /**
     * A table.
     *
     * @param header the header row; empty when it has none
     * @param rows the body, each row with as many cells as there are columns
     * @param right for each column whether it is set to the right
     */
    record Table(Marks marks, List<Text> header, List<List<Text>> rows, List<Boolean> right) implements Block {
        public Table {
            header = List.copyOf(header);
            rows = rows.stream().map(List::copyOf).toList();
            right = List.copyOf(right);
        }
    }

    /**
     * A remark set apart.
     *
     * @param kind {@code note}, {@code tip}, {@code important}, {@code warning} or {@code caution}
     */
    record Admonition(Marks marks, String kind, List<Block> blocks) implements Block {
        public Admonition {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * A picture that is not drawn with characters.
     *
     * @param target where it lies, as the author wrote it
     * @param alt what it shows, in words
     */
    record Image(Marks marks, String target, String alt) implements Block {}

    /**
     * Blocks that belong together: a lab's hint, an example, an aside.
     *
     * @param kind {@code open}, {@code example}, {@code sidebar}, {@code quote}, or {@code details} for an answer that is
     *     shown when the reader has thought about the question in its title
     */
    record Group(Marks marks, String kind, List<Block> blocks) implements Block {
        public Group {
            blocks = List.copyOf(blocks);
        }

        /** Tells whether its title is a question and what is inside the answer. */
        public boolean isQuestion() {
            return kind.equals("details");
        }
    }
}
