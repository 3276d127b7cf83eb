package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.debug.DebugConsole;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.ProgressFiles;
import dev.bpflab.lab.Trials;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.session.Origin;
import dev.bpflab.session.Outcome;
import dev.bpflab.session.Session;
import dev.bpflab.sim.Recordings;
import dev.bpflab.sim.SimDebugger;
import dev.bpflab.view.Theme;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a reader sees who types a page's examples: what they print, the values of expressions without {@code $3 ==>}, and
 * the message of what fails. What declarations answer is left out.
 */
public final class Transcript implements AutoCloseable {
    /** What is shown fits beside the margin of a page on a terminal of 80 columns. */
    private static final int WIDTH = 74;

    private static final Pattern VALUE = Pattern.compile("(\\$\\d+|\\w+) ==>[ \\n](.*)", Pattern.DOTALL);

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final List<Throwable> bugs = new ArrayList<>();
    private final Workspace workspace;
    private final Session session;
    private final Bench bench;

    /**
     * What came of an example.
     *
     * @param text what was shown
     * @param isQuiet whether nothing but values of expressions is in it
     * @param ok whether all of it ran to its end
     */
    public record Result(String text, boolean isQuiet, boolean ok) {}

    /** Sits down at a workbench on this workspace, which is closed with it. */
    public Transcript(Workspace workspace) {
        this.workspace = workspace;
        workspace.use();
        PrintStream out = new PrintStream(shown, true, UTF_8);
        PageLibrary pages = PageLibrary.bundled();
        session = Session.open(workspace, out);
        bench = new Bench(
                session,
                LabCatalog.of(pages),
                pages,
                Trials.of(seed -> workspace, 1),
                new ProgressFiles(Path.of("target", "no-progress"), out::println),
                "the host of the examples",
                Screen.plain(out, () -> WIDTH, Theme.PLAIN),
                spec -> new SimDebugger(spec, Recordings.NONE),
                bugs::add);
    }

    /** Types Java. */
    public Result java(String source) {
        shown.reset();
        StringBuilder text = new StringBuilder();
        boolean[] quiet = {true};
        Answer answer = bench.submit(source, Origin.TYPED, outcome -> {
            String whole = shown.toString(UTF_8);
            shown.reset();
            String said = said(outcome);
            int prints =
                    outcome.ok() && whole.endsWith(said + "\n") ? whole.length() - said.length() - 1 : whole.length();
            quiet[0] &= prints == 0;
            text.append(whole, 0, said.isEmpty() ? whole.length() : prints);
            text.append(value(outcome));
        });
        return new Result(text.toString().stripTrailing(), quiet[0], answer == Answer.OK);
    }

    /** Types commands, one in each line. */
    public Result commands(String lines) {
        shown.reset();
        boolean ok = lines.lines().allMatch(line -> command(line) == Answer.OK);
        return new Result(shown.toString(UTF_8).stripTrailing(), false, ok);
    }

    /** What is typed into the debugger is shown, since its answers are about that. */
    private Answer command(String line) {
        if (bench.isDebugging()) {
            bench.screen().text(DebugConsole.PROMPT + line);
        }
        return bench.submit(line);
    }

    private static String said(Outcome outcome) {
        return outcome.picture() == null ? outcome.text() : outcome.picture().plain(WIDTH);
    }

    /** Returns the value of an expression, which has a number for a name, or is a name. */
    private static String value(Outcome outcome) {
        Matcher value = VALUE.matcher(said(outcome));
        if (!outcome.ok() || !value.matches()) {
            return "";
        }
        boolean named = outcome.source().strip().replace(";", "").equals(value.group(1));
        return named || value.group(1).startsWith("$") ? value.group(2) + "\n" : "";
    }

    @Override
    public void close() {
        session.close();
        workspace.close();
        if (!bugs.isEmpty()) {
            throw new AssertionError("the workbench broke", bugs.get(0));
        }
    }
}
