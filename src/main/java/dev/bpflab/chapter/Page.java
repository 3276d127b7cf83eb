package dev.bpflab.chapter;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
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
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Page page : pages) {
                digest.update(PageWriter.sorted(page).getBytes(StandardCharsets.UTF_8));
            }
            digest.update(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest.digest()).substring(0, 32);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
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
