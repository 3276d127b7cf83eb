package dev.bpflab.chapter;

import java.util.ArrayList;
import java.util.List;

/** All that can be read in a block, for search and for checks of references and hints. */
public final class PageText {
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

    /** Returns the code in blocks and the blocks inside them: source blocks, and what is marked as code in running text. */
    public static List<String> code(List<Block> blocks) {
        List<String> code = new ArrayList<>();
        for (Block block : Page.allBlocks(blocks)) {
            for (Text text : texts(block)) {
                text.spans().stream()
                        .filter(span -> span.is(Text.Style.CODE))
                        .map(Text.Span::text)
                        .forEach(code::add);
            }
            if (block instanceof Block.Code source) {
                code.add(source.source());
            }
        }
        return code;
    }

    /** Returns everything that stands in the block itself as lines: texts and code. */
    public static List<String> lines(Block block) {
        List<String> lines = new ArrayList<>();
        texts(block).forEach(text -> lines.addAll(text.plain().lines().toList()));
        if (block instanceof Block.Code code) {
            lines.addAll(code.source().lines().toList());
        } else if (block instanceof Block.Literal literal) {
            literal.attribute("alt").ifPresent(lines::add);
            if (!literal.isDiagram()) {
                lines.addAll(literal.text().lines().toList());
            }
        } else if (block instanceof Block.Image image) {
            lines.add(image.alt());
        }
        return lines;
    }
}
