package dev.bpflab.chapter;

import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;

/** Lists: a mark, a number or a term before each item, its text hanging beside it. */
final class ListRenderer {
    private static final Line TERM_INDENT = Line.of("    ");

    private final BlockRenderer page;
    private final TextRenderer texts;

    ListRenderer(BlockRenderer page, TextRenderer texts) {
        this.page = page;
        this.texts = texts;
    }

    void append(Block.ItemList list, List<Line> lines) {
        boolean terms = list.kind() == Block.ItemList.Kind.TERMS;
        int number = 0;
        for (Block.ItemList.Item item : list.items()) {
            number++;
            if (terms) {
                lines.addAll(Wrap.lines(
                        texts.line(item.term(), Style.BOLD), page.look().width()));
            }
            Line mark = switch (list.kind()) {
                case TERMS -> TERM_INDENT;
                case BULLETS -> Line.of(page.look().linear() ? "- " : "\u2022 ", Style.FRAME);
                case NUMBERS -> Line.of(number + ". ", Style.FRAME);
                case CALLOUTS -> Line.of("<" + number + "> ", Style.COMMENT);
            };
            Line indent = Line.of(" ".repeat(mark.width()));
            List<Line> inside = inside(item, page.narrower(indent));
            if (inside.isEmpty() && !terms) {
                lines.add(mark);
            }
            for (int i = 0; i < inside.size(); i++) {
                boolean empty = i > 0 && inside.get(i).pieces().isEmpty();
                lines.add(empty ? Line.EMPTY : (i == 0 ? mark : indent).plus(inside.get(i)));
            }
        }
    }

    /** A list directly under an item's text needs no empty line before it; anything else does. */
    private static List<Line> inside(Block.ItemList.Item item, BlockRenderer narrower) {
        List<Line> lines = new ArrayList<>(item.text().isEmpty() ? List.of() : narrower.lines(item.text()));
        for (Block block : item.blocks()) {
            List<Line> rendered = narrower.lines(List.of(block));
            if (!lines.isEmpty() && !rendered.isEmpty() && !(block instanceof Block.ItemList)) {
                lines.add(Line.EMPTY);
            }
            lines.addAll(rendered);
        }
        return lines;
    }
}
