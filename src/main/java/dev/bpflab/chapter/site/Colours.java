package dev.bpflab.chapter.site;

import dev.bpflab.view.SourceCode;
import java.util.Map;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.Document;
import org.asciidoctor.extension.LocationType;
import org.asciidoctor.syntaxhighlighter.HighlightResult;
import org.asciidoctor.syntaxhighlighter.Highlighter;

/** Colours code in HTML as the terminal does, when the page is made: a reader's browser has nothing to do. */
public final class Colours implements Highlighter {
    static final String NAME = "bpflab";

    @Override
    public boolean hasDocInfo(LocationType location) {
        return false;
    }

    @Override
    public String getDocinfo(LocationType location, Document document, Map<String, Object> options) {
        return "";
    }

    @Override
    public HighlightResult highlight(Block node, String source, String language, Map<String, Object> options) {
        return new HighlightResult(Html.code(SourceCode.lines(language, source)));
    }
}
