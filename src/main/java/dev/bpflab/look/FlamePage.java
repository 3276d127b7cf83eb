package dev.bpflab.look;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import one.convert.Arguments;
import one.convert.FlameGraph;

/** A flame graph as async-profiler draws it: a page of HTML that can be searched and zoomed into. */
final class FlamePage {
    private FlamePage() {}

    /** Writes the page of folded stacks. */
    static void write(List<String> folded, OutputStream out) throws IOException {
        Arguments arguments = new Arguments();
        arguments.title = "Flame graph of bpflab";
        FlameGraph graph = new FlameGraph(arguments);
        // A name of a user's function may be anything, and stands in a script.
        graph.parseCollapsed(new StringReader(String.join("\n", folded).replace("</", "< /")));
        PrintStream page = new PrintStream(out, false, StandardCharsets.UTF_8);
        graph.dump(page);
        page.flush();
        if (page.checkError()) {
            throw new IOException("the file could not be written to its end");
        }
    }
}
