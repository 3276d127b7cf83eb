package dev.bpflab.chapter;

import dev.bpflab.view.Diagram;
import java.util.regex.Pattern;
import org.asciidoctor.ast.StructuralNode;

/** Reads code, output, diagrams and pictures, and holds authors to what makes them of use in a terminal. */
final class VerbatimReader {
    /** What fits a terminal of 80 columns with the indentation of diagrams. */
    private static final int WIDEST_DIAGRAM = 76;

    /** A callout that is no comment: what is pasted with it does not compile. */
    private static final Pattern BARE_CALLOUT = Pattern.compile("(?m)^(?!.*//).*<(?:\\d+|\\.)>\\s*$");

    private final DocumentReader reader;
    private final StructuralNode node;
    private final Marks marks;

    VerbatimReader(DocumentReader reader, StructuralNode node) {
        this.reader = reader;
        this.node = node;
        this.marks = reader.marks(node);
    }

    Block read() {
        if (node.getContext().equals("image")) {
            return image();
        }
        Object language = node.getAttribute("language");
        return "source".equals(node.getStyle()) ? code(language == null ? "" : language.toString()) : literal();
    }

    private static String source(StructuralNode node) {
        return node instanceof org.asciidoctor.ast.Block block ? block.getSource() : "";
    }

    private Block code(String language) {
        String source = source(node);
        if (language.equals("java") && BARE_CALLOUT.matcher(source).find()) {
            reader.problem(node, "a callout in Java code is a comment; write // <1>");
        }
        return new Block.Code(marks, language, source);
    }

    /** A diagram that somebody cannot see, or that does not fit, is told in words; so each has some. */
    private Block literal() {
        Block.Literal literal = new Block.Literal(marks, source(node));
        if (literal.isDiagram()) {
            if (literal.attribute("alt").orElse("").isBlank()) {
                reader.problem(node, "a diagram has no text that says what it shows; write [.diagram,alt=\"...\"]");
            }
            int columns = Diagram.of(literal.text()).width();
            if (columns > WIDEST_DIAGRAM) {
                reader.problem(
                        node,
                        "a diagram of " + columns + " columns does not fit a terminal; " + WIDEST_DIAGRAM
                                + " do, and 40 fit a narrow one");
            }
        }
        return literal;
    }

    private Block image() {
        Object alt = node.getAttribute("alt");
        if (alt == null || alt.equals(node.getAttribute("default-alt"))) {
            reader.problem(node, "a picture has no text that says what it shows; write image::FILE[what it shows]");
        }
        return new Block.Image(marks, String.valueOf(node.getAttribute("target")), String.valueOf(alt));
    }
}
