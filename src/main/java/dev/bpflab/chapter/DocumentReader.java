package dev.bpflab.chapter;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.asciidoctor.ast.ContentNode;
import org.asciidoctor.ast.Cursor;
import org.asciidoctor.ast.DescriptionList;
import org.asciidoctor.ast.DescriptionListEntry;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.ListItem;
import org.asciidoctor.ast.Section;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.ast.Table;
import org.jspecify.annotations.Nullable;

/** Reads Asciidoctor's document tree as blocks of a page, noting what has no place in one. */
final class DocumentReader {
    private static final Pattern NUMBERED = Pattern.compile("(\\d+(?:\\.\\d+)*)\\.? +(.*)", Pattern.DOTALL);

    private static final Set<String> NOT_THE_AUTHORS = Set.of(
            "style",
            "role",
            "id",
            "title",
            "language",
            "options",
            "cols",
            "colcount",
            "rowcount",
            "tablepcwidth",
            "name",
            "textlabel",
            "caption",
            "format",
            "separator",
            "indent",
            "default-alt",
            "target",
            "linenums",
            "subs",
            "reftext");

    private final Path file;
    private final Document document;
    private final List<String> problems;
    private final Map<String, String> titles = new HashMap<>();
    private final CrossReferences references;

    DocumentReader(Path file, Document document, List<String> problems) {
        this.file = file;
        this.document = document;
        this.problems = problems;
        this.references =
                new CrossReferences(file, document.getCatalog().getRefs().keySet(), titles);
    }

    Page read() {
        collectTitles(document.getBlocks());
        Map<String, String> attributes = new TreeMap<>();
        document.getAttributes().forEach((name, value) -> {
            if (name.startsWith("page-")) {
                attributes.put(name.substring("page-".length()), String.valueOf(value));
            }
        });
        String title = document.getDoctitle();
        if (title == null || title.isBlank()) {
            problems.add(file + ":1: the document has no title; begin it with '= Title'");
        }
        return new Page(PageIds.of(file), text(document, title).plain(), attributes, blocks(document.getBlocks()));
    }

    private void collectTitles(List<StructuralNode> nodes) {
        for (StructuralNode node : nodes) {
            if (node instanceof Section && node.getId() != null) {
                titles.put(node.getId(), node.getTitle().replaceAll("<[^>]*>", ""));
            }
            if (!(node instanceof DescriptionList) && node.getBlocks() != null) {
                collectTitles(node.getBlocks());
            }
        }
    }

    private List<Block> blocks(List<StructuralNode> nodes) {
        List<Block> blocks = new ArrayList<>();
        for (StructuralNode node : nodes) {
            if (node.getContext().equals("preamble")) {
                blocks.addAll(blocks(node.getBlocks()));
            } else {
                block(node, blocks);
            }
        }
        return blocks;
    }

    private void block(StructuralNode node, List<Block> to) {
        switch (node.getContext()) {
            case "section" -> to.add(section((Section) node));
            case "paragraph" -> to.add(new Block.Paragraph(marks(node), content(node)));
            case "listing", "literal", "image" -> to.add(new VerbatimReader(this, node).read());
            case "ulist" -> to.add(list(node, Block.ItemList.Kind.BULLETS));
            case "olist" -> to.add(list(node, Block.ItemList.Kind.NUMBERS));
            case "colist" -> to.add(list(node, Block.ItemList.Kind.CALLOUTS));
            case "dlist" -> to.add(terms((DescriptionList) node));
            case "table" -> to.add(new TableReader(this, (Table) node).read());
            case "admonition" ->
                to.add(new Block.Admonition(marks(node), node.getStyle().toLowerCase(Locale.ROOT), inside(node)));
            case "open", "example", "sidebar", "quote" -> {
                boolean folded = node.hasAttribute("collapsible-option");
                to.add(new Block.Group(marks(node), folded ? "details" : node.getContext(), inside(node)));
            }
            default -> problem(node, "a block of kind '" + node.getContext() + "' has no place in a page");
        }
    }

    private Block section(Section node) {
        Text title = title(node);
        String number = null;
        if (!title.isEmpty()) {
            Text.Span first = title.spans().get(0);
            Matcher numbered = NUMBERED.matcher(first.text());
            if (numbered.matches()) {
                number = numbered.group(1);
                List<Text.Span> rest = new ArrayList<>(title.spans());
                rest.set(0, new Text.Span(numbered.group(2), first.styles(), first.target()));
                title = new Text(rest);
            }
        }
        return new Block.Section(marks(node, title), node.getLevel(), number, blocks(node.getBlocks()));
    }

    private Block list(StructuralNode node, Block.ItemList.Kind kind) {
        List<Block.ItemList.Item> items = new ArrayList<>();
        for (StructuralNode child : node.getBlocks()) {
            items.add(item(Text.EMPTY, (ListItem) child));
        }
        return new Block.ItemList(marks(node), kind, items);
    }

    private Block terms(DescriptionList node) {
        List<Block.ItemList.Item> items = new ArrayList<>();
        for (DescriptionListEntry entry : node.getItems()) {
            List<String> terms =
                    entry.getTerms().stream().map(ListItem::getText).toList();
            Text term = text(node, String.join(", ", terms));
            ListItem description = entry.getDescription();
            items.add(
                    description == null
                            ? new Block.ItemList.Item(term, Text.EMPTY, List.of())
                            : item(term, description));
        }
        return new Block.ItemList(marks(node), Block.ItemList.Kind.TERMS, items);
    }

    private Block.ItemList.Item item(Text term, ListItem item) {
        Text text = item.hasText() ? text(item, item.getText()) : Text.EMPTY;
        return new Block.ItemList.Item(term, text, blocks(item.getBlocks()));
    }

    /** The blocks of a delimited block; the text of one that is a single paragraph. */
    private List<Block> inside(StructuralNode node) {
        if ("simple".equals(node.getContentModel())) {
            return List.of(
                    new Block.Paragraph(new Marks(null, Text.EMPTY, List.of(), Map.of(), line(node)), content(node)));
        }
        return blocks(node.getBlocks());
    }

    private Text content(StructuralNode node) {
        return text(node, String.valueOf(node.getContent()));
    }

    private Text title(StructuralNode node) {
        return node.getTitle() == null ? Text.EMPTY : text(node, node.getTitle());
    }

    /** Reads converted inline text; what is wrong with it is reported at the block it stands in. */
    Text text(StructuralNode node, String marked) {
        Text text = new SpanReader(what -> problem(node, "'" + what + "' has no place in a page"), references::textOf)
                .read(marked);
        return references.resolve(text, what -> problem(node, what));
    }

    Marks marks(StructuralNode node) {
        return marks(node, title(node));
    }

    private Marks marks(StructuralNode node, Text title) {
        Map<String, String> attributes = new TreeMap<>();
        node.getAttributes().forEach((name, value) -> {
            boolean positional = Character.isDigit(name.charAt(0));
            if (!positional && !NOT_THE_AUTHORS.contains(name) && !name.endsWith("-option") && value != null) {
                attributes.put(name, value.toString());
            }
        });
        return new Marks(node.getId(), title, node.getRoles(), attributes, line(node));
    }

    void problem(StructuralNode node, String what) {
        Cursor cursor = location(node);
        Path at = cursor == null || cursor.getFile() == null ? file : Path.of(cursor.getFile());
        problems.add(at + ":" + (cursor == null ? "" : cursor.getLineNumber() + ":") + " " + what);
    }

    private static int line(StructuralNode node) {
        Cursor cursor = location(node);
        return cursor == null ? 0 : cursor.getLineNumber();
    }

    /** A cell has no location of its own; the nearest block around it has. */
    private static @Nullable Cursor location(StructuralNode node) {
        ContentNode at = node;
        while (at instanceof StructuralNode block) {
            if (block.getSourceLocation() != null) {
                return block.getSourceLocation();
            }
            at = at.getParent();
        }
        return null;
    }
}
