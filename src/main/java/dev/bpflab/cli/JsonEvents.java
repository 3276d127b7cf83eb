package dev.bpflab.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bpflab.lab.CheckResult;
import dev.bpflab.lab.Lab;
import dev.bpflab.lab.StepVerdict;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Events;
import dev.bpflab.repl.Screen;
import dev.bpflab.session.Origin;
import dev.bpflab.session.Outcome;
import dev.bpflab.view.Theme;
import dev.bpflab.workbench.Hosts;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.jline.utils.Signals;

/** What a script does as lines of JSON, one for each event; the README lists their fields. */
final class JsonEvents implements Events {
    private final EventLines lines;
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final Screen screen;
    private int depth;
    private String lastText = "";

    /** Creates events that are written to standard output. */
    JsonEvents(App app) {
        lines = new EventLines(app.streams().out());
        Theme theme = Theme.of(Map.of(), false, StandardCharsets.UTF_8);
        screen = Screen.plain(
                new PrintStream(shown, true, StandardCharsets.UTF_8),
                app.streams()::width,
                app.screen().plain ? theme.inWords() : theme);
    }

    /** Returns where the workbench shows what becomes the events' text. */
    Screen screen() {
        return screen;
    }

    /** Returns where snippets print, in UTF-8. */
    PrintStream output() {
        return lines.output();
    }

    /** Tells how a run begins and ends, and of what keeps it from being one; returns its status. */
    int tell(Hosts.Opened opened, IntSupplier run) {
        String host = opened.workspace().host().name();
        lines.write(event("begin")
                .put("version", Version.number())
                .put("host", host)
                .put("why", opened.why()));
        Object before = Signals.register("INT", this::interrupted);
        int status = ExitStatus.NOT_RUN;
        try {
            status = run.getAsInt();
            return status;
        } catch (CommandFailure failure) {
            lines.write(error(new Outcome.Problem(String.valueOf(failure.getMessage()), 0, ""), "", 0));
            throw failure;
        } finally {
            Signals.unregister("INT", before);
            lines.end(exit(status).put("text", take()));
        }
    }

    private void interrupted() {
        lines.end(exit(ExitStatus.INTERRUPTED).put("text", ""));
        System.exit(ExitStatus.INTERRUPTED);
    }

    @Override
    public void snippet(Outcome outcome, Origin origin, Runnable show) {
        String text = during(show);
        int line = origin.line() + outcome.line() - 1;
        ObjectNode event = event("snippet")
                .put("source", outcome.source())
                .put("file", origin.name())
                .put("line", line)
                .put("outcome", word(outcome.kind()));
        Outcome.Result value = outcome.result();
        event.put("name", value == null ? null : value.name())
                .put("type", value == null ? null : value.type())
                .put("value", value == null ? null : value.text())
                .put("text", text);
        lines.write(event);
        if (!outcome.ok()) {
            lines.write(error(outcome.wrong(), origin.name(), line));
        }
    }

    @Override
    public Answer command(String typed, Supplier<Answer> action) {
        Answer[] answer = {Answer.FAILED};
        lastText = during(() -> answer[0] = action.get());
        lines.write(event("command")
                .put("typed", typed.strip())
                .put("ok", answer[0] == Answer.OK || answer[0] == Answer.EXIT)
                .put("text", lastText));
        return answer[0];
    }

    @Override
    public void step(Lab lab, StepVerdict verdict, Runnable show) {
        String text = during(show);
        ObjectNode event = event("step")
                .put("lab", lab.id())
                .put("id", verdict.step().id())
                .put("kind", verdict.step().kind().role())
                .put("number", lab.number(verdict.step()))
                .put("outcome", verdict.isPassed() ? "passed" : "not yet");
        ArrayNode findings = event.putArray("findings");
        for (CheckResult.Failed failed : verdict.failures()) {
            findings.addObject()
                    .put("expected", failed.expected())
                    .put("found", failed.found())
                    .put("hint", failed.advice());
        }
        lines.write(event.put("text", text));
    }

    @Override
    public void failed(Origin place, Runnable show) {
        during(show);
        lines.write(error(new Outcome.Problem(lastText, 0, ""), place.name(), place.line()));
    }

    private static ObjectNode error(Outcome.Problem problem, String file, int line) {
        return event("error")
                .put("message", problem.message())
                .put("file", file)
                .put("line", line == 0 ? null : Integer.valueOf(line))
                .put("column", problem.column() == 0 ? null : Integer.valueOf(problem.column()))
                .put("hint", problem.hint());
    }

    private static ObjectNode exit(int status) {
        return event("exit").put("status", status);
    }

    private static ObjectNode event(String kind) {
        return Json.object().put("event", kind);
    }

    private static String word(Outcome.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** Returns what is shown during an action, without what the action around it has shown before and will tell of. */
    private String during(Runnable action) {
        String before = depth == 0 ? "" : take();
        depth++;
        try {
            action.run();
        } finally {
            depth--;
        }
        String text = take();
        shown.writeBytes(before.getBytes(StandardCharsets.UTF_8));
        return text.stripTrailing();
    }

    private String take() {
        String text = shown.toString(StandardCharsets.UTF_8);
        shown.reset();
        return text;
    }
}
