package dev.bpflab.chapter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finding pages by their words and by ids that are nearly right. */
public final class PageSearch {
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

    private PageSearch(String words) {
        this.words = List.of(words.toLowerCase(Locale.ROOT).strip().split("\\s+"));
    }

    static List<Hit> search(List<Page> pages, String words) {
        PageSearch search = new PageSearch(words);
        if (!words.isBlank()) {
            pages.forEach(page -> search.blocks(page, page.id(), page.title(), page.blocks()));
        }
        return search.hits;
    }

    private void blocks(Page page, String id, String title, List<Block> blocks) {
        for (Block block : blocks) {
            String blockId = id;
            String blockTitle = title;
            if (block instanceof Block.Section section) {
                blockId = page.id() + "/" + (section.number() == null ? section.id() : section.number());
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

    /** The least number of characters to insert, delete or replace (Levenshtein). */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
