package dev.bpflab.chapter;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader is: a page, or a section of it.
 *
 * @param section the section; null for the whole page
 */
public record Place(Page page, Block.@Nullable Section section) {
    /**
     * A reference that can be followed from a place.
     *
     * @param target the id of where it leads, such as {@code 2/hash}
     * @param text how the text calls it
     */
    public record Reference(String target, String text) {}

    /** Returns what it is called at the prompt: {@code 2}, {@code 2/2.3}, {@code lab/2.1/create}. */
    public String id() {
        return section == null ? page.id() : id(page, section);
    }

    static String id(Page page, Block.Section section) {
        return page.id() + "/" + (section.number() == null ? section.id() : section.number());
    }

    /** Returns its title, with the number of a section that has one. */
    public String title() {
        return section == null ? page.title() : title(section);
    }

    /** Returns a section's title, with its number if it has one. */
    public static String title(Block.Section section) {
        return (section.number() == null ? "" : section.number() + " ")
                + section.title().plain();
    }

    /** Returns the section of the first level that it is in, by which examples are numbered; null before the first. */
    public Block.@Nullable Section chapterSection() {
        Block.Section at = section;
        return at == null
                ? null
                : page.sections().stream()
                        .filter(top -> top.level() == 1)
                        .filter(top -> Page.allBlocks(List.of(top)).stream().anyMatch(block -> block == at))
                        .findFirst()
                        .orElse(null);
    }

    /** Returns where the references in its text lead, each target once, in reading order. */
    public List<Reference> references(Predicate<Block> shown) {
        List<Reference> references = new ArrayList<>();
        List<Block> blocks = section == null ? page.blocks() : List.of(section);
        visible(blocks, shown)
                .flatMap(block -> PageText.texts(block).stream())
                .flatMap(text -> text.spans().stream())
                .filter(span -> span.is(Text.Style.XREF))
                .filter(span ->
                        references.stream().noneMatch(known -> known.target().equals(span.target())))
                .forEach(span -> references.add(new Reference(span.target(), span.text())));
        return references;
    }

    private static Stream<Block> visible(List<Block> blocks, Predicate<Block> shown) {
        return blocks.stream()
                .filter(shown)
                .flatMap(block -> Stream.concat(Stream.of(block), visible(block.blocks(), shown)));
    }

    /** Returns the section after it in its page that is not inside it; none after the last. */
    Optional<Place> nextInPage() {
        List<Block.Section> sections = page.sections();
        int inside = section == null
                ? 0
                : (int) Page.allBlocks(List.of(section)).stream()
                        .filter(Block.Section.class::isInstance)
                        .count();
        int next = indexOf(sections) + Math.max(inside, 1);
        return next < sections.size() ? Optional.of(new Place(page, sections.get(next))) : Optional.empty();
    }

    /** Returns the section before it in its page that it is not inside of, else the one that it is inside of, else the page. */
    Optional<Place> previousInPage() {
        if (section == null) {
            return Optional.empty();
        }
        List<Block.Section> sections = page.sections();
        for (int i = indexOf(sections) - 1; i >= 0; i--) {
            if (sections.get(i).level() <= section.level()) {
                return Optional.of(new Place(page, sections.get(i)));
            }
        }
        return Optional.of(new Place(page, null));
    }

    @SuppressWarnings("ReferenceEquality") // two sections may read the same
    private int indexOf(List<Block.Section> sections) {
        for (int i = 0; i < sections.size(); i++) {
            if (sections.get(i) == section) {
                return i;
            }
        }
        return -1;
    }
}
