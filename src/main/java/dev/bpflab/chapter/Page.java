package dev.bpflab.chapter;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A chapter or a lab as a document.
 *
 * @param id what it is called at the prompt: {@code 2}, {@code lab/2.1}
 * @param title its title
 * @param attributes the attributes of its header, such as {@code version}
 * @param blocks its blocks in order
 */
public record Page(String id, String title, Map<String, String> attributes, List<Block> blocks) {
    public Page {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        blocks = List.copyOf(blocks);
    }

    /** Returns a hash of pages and a text: 32 hexadecimal digits, the same for the same content on every machine. */
    public static String fingerprint(List<Page> pages, String text) {
        ContentHash hash = new ContentHash();
        pages.forEach(page -> hash.add(PageWriter.write(page)));
        return hash.add(text).digits();
    }

    /** Returns its sections of every level, in reading order. */
    public List<Block.Section> sections() {
        return allBlocks().stream()
                .filter(Block.Section.class::isInstance)
                .map(Block.Section.class::cast)
                .toList();
    }

    /** Returns the section with this number or id. */
    public Optional<Block.Section> section(String numberOrId) {
        return sections().stream()
                .filter(s -> numberOrId.equals(s.number()) || numberOrId.equals(s.id()))
                .findFirst();
    }

    /** Returns every block at every depth, in reading order, a parent before what is inside it. */
    public List<Block> allBlocks() {
        return allBlocks(blocks);
    }

    /** Returns these blocks and every block inside them, in reading order. */
    public static List<Block> allBlocks(List<Block> blocks) {
        List<Block> all = new ArrayList<>();
        for (Block block : blocks) {
            all.add(block);
            all.addAll(allBlocks(block.blocks()));
        }
        return all;
    }
}
