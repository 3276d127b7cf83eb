package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Command.Group;
import dev.bpflab.session.Trace;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The command that shows where the last failure came from. */
final class TraceCommand {
    static final List<Command> ROWS = List.of(Command.of("/trace", Group.SNIPPETS, TraceCommand::trace));

    private static final String INDENT = "  ";

    private TraceCommand() {}

    private static Answer trace(Bench bench, String argument) {
        Optional<Trace> trace = bench.session().trace();
        if (trace.isEmpty()) {
            bench.screen().styled(text("trace.none"), Style.BAD);
            return Answer.FAILED;
        }
        bench.screen().page(lines(trace.get(), bench.screen().width().getAsInt()));
        return Answer.OK;
    }

    private static List<Line> lines(Trace trace, int width) {
        List<Line> lines = new ArrayList<>(Wrap.lines(Line.of(trace.headline(), Style.BAD), width));
        for (Trace.Frame frame : trace.frames()) {
            Line line = switch (frame.whose()) {
                case SNIPPET -> Line.of(frame.text(), Style.BOLD);
                case BPFLAB -> Line.of(text("trace.bpflab", frame.text()));
                case JAVA -> Line.of(frame.text(), Style.DIM);
            };
            for (Line part : Wrap.lines(line, Math.max(1, width - INDENT.length()))) {
                lines.add(Line.of(INDENT).plus(part));
            }
        }
        trace.causes()
                .forEach(cause -> lines.addAll(Wrap.lines(Line.of(text("trace.cause", cause), Style.BAD), width)));
        return lines;
    }
}
