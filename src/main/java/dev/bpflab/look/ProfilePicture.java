package dev.bpflab.look;

import dev.bpflab.bpf.CountedStack;
import dev.bpflab.bpf.FunctionShare;
import dev.bpflab.bpf.StackProfile;
import dev.bpflab.view.Line;
import dev.bpflab.view.Numbers;
import dev.bpflab.view.Picture;
import dev.bpflab.view.StackTree;
import dev.bpflab.view.Style;
import dev.bpflab.view.Table;
import dev.bpflab.view.Table.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A profile as a table of the functions in which most samples were, and a tree of what called what. */
final class ProfilePicture {
    private static final int FUNCTIONS = 10;

    private ProfilePicture() {}

    /** Returns the picture; null when there are no samples. */
    static @Nullable Picture of(StackProfile<?> profile) {
        if (profile.total() == 0) {
            return null;
        }
        int stacks = profile.stacks().size();
        Line heading = Line.of(profile.total() + " in " + stacks + (stacks == 1 ? " stack" : " stacks"), Style.BOLD);
        Picture functions = new Functions(profile);
        return ((Picture) width -> List.of(heading)).above(functions).above(tree(profile));
    }

    private record Functions(StackProfile<?> profile) implements Picture {
        @Override
        public List<Line> lines(int width) {
            return table().lines(width);
        }

        @Override
        public List<Line> inWords(int width) {
            return table().inWords(width);
        }

        private Table table() {
            List<List<String>> rows = profile.functions().stream()
                    .filter(function -> function.self() > 0)
                    .limit(FUNCTIONS)
                    .map(Functions::row)
                    .toList();
            return Table.of("", List.of(Column.right("self"), Column.right("total"), Column.left("function")), rows);
        }

        private static List<String> row(FunctionShare function) {
            return List.of(
                    Numbers.percent(function.selfPercent() / 100),
                    Numbers.percent(function.totalPercent() / 100),
                    function.function());
        }
    }

    private static StackTree tree(StackProfile<?> profile) {
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        for (CountedStack<?> stack : profile.stacks()) {
            List<String> outermostFirst = new ArrayList<>(stack.names());
            Collections.reverse(outermostFirst);
            counts.merge(outermostFirst, stack.count(), Long::sum);
        }
        return StackTree.of(counts);
    }
}
