package dev.bpflab.chapter.site;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.PageText;
import dev.bpflab.chapter.Place;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Predicate;

/**
 * What the site's search knows: for each section its address, its title, the page's title and its text. A script and no
 * JSON file, since a browser reads no other file for a page that lies on a disk.
 */
final class SearchIndex {
    private final Predicate<Block> shown;
    private final JsonGenerator json;
    private final StringWriter written = new StringWriter();

    private SearchIndex(Predicate<Block> shown) throws IOException {
        this.shown = shown;
        this.json = new JsonFactory().createGenerator(written);
    }

    /** Returns the script. */
    static String script(List<SitePage> pages, Predicate<Block> shown) throws IOException {
        SearchIndex index = new SearchIndex(shown);
        index.json.writeStartArray();
        for (SitePage page : pages) {
            index.entry(
                    page.address(), page.page().title(), "", text(page.page().blocks(), shown));
            index.sections(page, page.page().blocks());
        }
        index.json.writeEndArray();
        index.json.close();
        // A line separator is none in JSON, but ends a line in old scripts.
        return "bpflabIndex(" + index.written.toString().replace("\u2028", " ").replace("\u2029", " ") + ");\n";
    }

    private void sections(SitePage page, List<Block> blocks) throws IOException {
        for (Block block : blocks) {
            if (block instanceof Block.Section section && shown.test(section)) {
                entry(page.address(section), Place.title(section), page.page().title(), text(section.blocks(), shown));
                sections(page, section.blocks());
            }
        }
    }

    private void entry(String address, String title, String page, String text) throws IOException {
        json.writeStartObject();
        json.writeStringField("a", address);
        json.writeStringField("t", title);
        json.writeStringField("p", page);
        json.writeStringField("x", text);
        json.writeEndObject();
    }

    /** Returns what stands in blocks, but not in the sections among them. */
    private static String text(List<Block> blocks, Predicate<Block> shown) {
        StringBuilder text = new StringBuilder();
        for (Block block : blocks) {
            if (!(block instanceof Block.Section) && shown.test(block)) {
                PageText.lines(block).forEach(line -> text.append(line.strip()).append(' '));
                text.append(text(block.blocks(), shown));
            }
        }
        return text.toString().replaceAll("\\s+", " ");
    }
}
