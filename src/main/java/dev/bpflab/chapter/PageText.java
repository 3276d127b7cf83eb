package dev.bpflab.chapter;

import java.util.ArrayList;
import java.util.List;

/** All that can be read in a block, for search and for the check of references. */
final class PageText {
    private PageText() {}

    /** Returns the running texts of the block itself, not of the blocks inside it. */
    static List<Text> texts(Block block) {
        List<Text> texts = new ArrayList<>();
        texts.add(block.title());
        if (block instanceof Block.Paragraph paragraph) {
            texts.add(paragraph.text());
        } else if (block instanceof Block.ItemList list) {
            list.items().forEach(item -> {
                texts.add(item.term());
                texts.add(item.text());
            });
        } else if (block instanceof Block.Table table) {
            texts.addAll(table.header());
            table.rows().forEach(texts::addAll);
        }
        return texts;
    }

    /** Returns everything that stands in the block itself as lines: texts and code. */
    static List<String> lines(Block block) {
        List<String> lines = new ArrayList<>();
        texts(block).forEach(text -> lines.addAll(text.plain().lines().toList()));
        if (block instanceof Block.Code code) {
            lines.addAll(code.source().lines().toList());
        } else if (block instanceof Block.Literal literal) {
            lines.addAll(literal.text().lines().toList());
        }
        return lines;
    }
}
