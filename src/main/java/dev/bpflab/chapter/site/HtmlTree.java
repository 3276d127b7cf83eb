package dev.bpflab.chapter.site;

import dev.bpflab.view.Diagram;
import java.util.List;
import java.util.Map;
import org.asciidoctor.ast.Block;
import org.asciidoctor.ast.ContentModel;
import org.asciidoctor.ast.DescriptionList;
import org.asciidoctor.ast.Document;
import org.asciidoctor.ast.Section;
import org.asciidoctor.ast.StructuralNode;
import org.asciidoctor.extension.Treeprocessor;

/** Changes what HTML shows otherwise than a terminal: draws diagrams, and folds hints and solutions. */
final class HtmlTree extends Treeprocessor {
    private int diagrams;
    private int hints;

    @Override
    public Document process(Document document) {
        diagrams = 0;
        inside(document);
        return document;
    }

    private void inside(StructuralNode parent) {
        if (parent instanceof DescriptionList || parent.getBlocks() == null) {
            return;
        }
        if (parent instanceof Section) {
            hints = 0;
        }
        List<StructuralNode> blocks = parent.getBlocks();
        for (int i = 0; i < blocks.size(); i++) {
            StructuralNode node = blocks.get(i);
            if (node.hasRole("diagram") && node instanceof Block block) {
                blocks.set(i, diagram(parent, block));
            } else if (node.hasRole("hint")) {
                hints++;
                blocks.set(i, folded(parent, node, "Hint " + hints));
            } else if (node.hasRole("solution")) {
                blocks.set(i, folded(parent, node, "Solution"));
            } else {
                inside(node);
            }
        }
    }

    private Block diagram(StructuralNode parent, Block block) {
        diagrams++;
        String title = block.getTitle() == null ? "" : block.getTitle().replaceAll("<[^>]*>", "");
        String alt = String.valueOf(block.getAttribute("alt"));
        String svg = DiagramSvg.draw(Diagram.of(block.getSource()), "diagram-" + diagrams, title, alt);
        String caption = title.isEmpty() ? "" : "<figcaption>" + block.getTitle() + "</figcaption>";
        String id = block.getId() == null ? "" : " id=\"" + block.getId() + "\"";
        return createBlock(parent, "pass", "<figure" + id + " tabindex=\"0\">" + caption + svg + "</figure>");
    }

    private Block folded(StructuralNode parent, StructuralNode node, String title) {
        Block details = createBlock(
                parent,
                "example",
                "",
                Map.of("collapsible-option", "", "role", node.hasRole("hint") ? "hint" : "solution"),
                Map.of(ContentModel.KEY, ContentModel.COMPOUND));
        details.setTitle(title);
        node.removeRole("hint");
        details.append(node);
        return details;
    }
}
