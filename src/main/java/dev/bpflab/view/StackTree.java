package dev.bpflab.view;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Stacks as a tree of what called what, each function with its share of all samples. Functions that called only one other
 * stand in one column with it, so that deep stacks stay readable.
 */
public final class StackTree implements Picture {
    /** What has a smaller share is left out and counted. */
    private static final double SMALLEST = 0.01;

    private static final String BRANCH = "├─ ";
    private static final String LAST = "└─ ";
    private static final String BESIDE = "│  ";
    private static final String BELOW = "   ";

    private final Node root = new Node();

    private StackTree() {}

    /** A function where it was called from one path of others. */
    private static final class Node {
        private final Map<String, Node> callees = new LinkedHashMap<>();
        private long count;
    }

    /** Returns the tree of these stacks, each with its functions from the outermost on, and how often it was found. */
    public static StackTree of(Map<List<String>, Long> stacks) {
        StackTree tree = new StackTree();
        stacks.forEach((functions, count) -> {
            Node node = tree.root;
            node.count += count;
            for (String function : functions) {
                node = node.callees.computeIfAbsent(function, name -> new Node());
                node.count += count;
            }
        });
        return tree;
    }

    @Override
    public List<Line> lines(int width) {
        List<Line> lines = new ArrayList<>();
        callees(root, "", width, lines);
        return lines;
    }

    private void callees(Node caller, String indent, int width, List<Line> lines) {
        List<Map.Entry<String, Node>> shown = caller.callees.entrySet().stream()
                .filter(callee -> share(callee.getValue()) >= SMALLEST)
                .sorted(Comparator.comparingLong((Map.Entry<String, Node> callee) -> callee.getValue().count)
                        .reversed())
                .toList();
        int small = caller.callees.size() - shown.size();
        boolean branches = shown.size() + (small > 0 ? 1 : 0) > 1 || ends(caller, shown);
        for (int i = 0; i < shown.size(); i++) {
            boolean last = i == shown.size() - 1 && small == 0;
            Node callee = shown.get(i).getValue();
            lines.add(line(
                    callee,
                    indent + (branches ? last ? LAST : BRANCH : ""),
                    shown.get(i).getKey(),
                    width));
            callees(callee, indent + (branches ? last ? BELOW : BESIDE : ""), width, lines);
        }
        if (small > 0) {
            String text = "… " + small + (small == 1 ? " smaller" : " smaller ones");
            lines.add(Line.of(" ".repeat(7) + indent + (branches ? LAST : ""), Style.FRAME)
                    .plus(text, Style.DIM));
        }
    }

    /** Some samples ended in the caller itself: what it called is only a part of it. */
    private boolean ends(Node caller, List<Map.Entry<String, Node>> callees) {
        return caller != root && callees.size() == 1 && callees.get(0).getValue().count < caller.count;
    }

    private double share(Node node) {
        return root.count == 0 ? 0 : (double) node.count / root.count;
    }

    private Line line(Node node, String indent, String function, int width) {
        String percent = Numbers.percent(share(node));
        String padded = " ".repeat(Math.max(0, 5 - percent.length())) + percent + "  ";
        int room = Math.max(1, width - padded.length() - indent.length());
        String name = function.length() <= room ? function : function.substring(0, room - 1) + "…";
        Style style = node.callees.isEmpty() ? Style.WARN : Style.PLAIN;
        return Line.of(padded).plus(indent, Style.FRAME).plus(name, style);
    }
}
