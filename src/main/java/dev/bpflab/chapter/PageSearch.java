package dev.bpflab.chapter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finding pages by their words and by ids that are nearly right. */
public final class PageSearch {
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();
    /**
     * A line in which the words occur.
     *
     * @param id the page, or the innermost section, that it stands in
     * @param title that page's or section's title
     * @param line the line
     */
    public record Hit(String id, String title, String line) {}

    private static final int FAR = 3;

    private final List<String> words;
    private final List<Hit> hits = new ArrayList<>();

    private final Predicate<Block> shown;

    private PageSearch(String words, Predicate<Block> shown) {
        this.shown = shown;
        this.words = List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+"));
    }

    static List<Hit> search(List<Page> pages, String words, Predicate<Block> shown) {
        PageSearch search = new PageSearch(words, shown);
        if (!words.isBlank()) {
            pages.forEach(page -> search.blocks(page, page.id(), page.title(), page.blocks()));
        }
        return search.hits;
    }

    private void blocks(Page page, String id, String title, List<Block> blocks) {
        for (Block block : blocks.stream().filter(shown).toList()) {
            String blockId = id;
            String blockTitle = title;
            if (block instanceof Block.Section section) {
                blockId = Place.id(page, section);
                blockTitle = section.title().plain();
            }
            for (String line : PageText.lines(block)) {
                String lower = line.toLowerCase(Locale.ROOT);
                if (words.stream().allMatch(lower::contains)) {
                    hits.add(new Hit(blockId, blockTitle, line.strip()));
                }
            }
            blocks(page, blockId, blockTitle, block.blocks());
        }
    }

    /** Returns at most three of these ids that a slip of the keyboard separates from what was typed, nearest first. */
    static List<String> near(String typed, List<String> ids) {
        return ids.stream()
                .filter(id -> distance(typed, id) < FAR)
                .sorted(Comparator.comparingInt(id -> distance(typed, id)))
                .limit(FAR)
                .toList();
    }

    /** A section may be named without its page; no slip turns most of a short name into another. */
    private static int distance(String typed, String id) {
        String bare = typed.contains("/") || typed.matches("\\d+") ? id : id.substring(id.lastIndexOf('/') + 1);
        int distance = Math.min(DISTANCE.apply(typed, id), DISTANCE.apply(typed, bare));
        return distance * 2 > typed.length() + 1 ? FAR : distance;
    }
}
