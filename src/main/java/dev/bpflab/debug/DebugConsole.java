package dev.bpflab.debug;

import static dev.bpflab.debug.Messages.text;

import dev.bpflab.bpf.debug.DebugSpec;
import dev.bpflab.bpf.debug.Debugger;
import dev.bpflab.bpf.debug.Moment;
import dev.bpflab.bpf.debug.Stop;
import dev.bpflab.debug.DebugCommand.Reply;
import dev.bpflab.look.Listing;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/** The debugger as a person talks to it: takes a line, does it, shows what came of it and what it changed. */
public final class DebugConsole {
    /** What stands before a line that a person types. */
    public static final String PROMPT = "(debug) ";

    /** How a line ended. */
    public enum Answer {
        /** It was done. */
        OK,
        /** It could not be done; why was shown. */
        FAILED,
        /** The debugger is to be left. */
        QUIT
    }

    private final Debugger debugger;
    private final Listing listing;
    private final Words words;
    private final IntSupplier width;
    private final Consumer<List<Line>> out;
    private Moment moment;
    private String last = "";

    /**
     * Creates a console; {@link #begin(String)} shows where the program stands.
     *
     * @param width the number of columns
     * @param out takes what is shown
     */
    public DebugConsole(Debugger debugger, IntSupplier width, Consumer<List<Line>> out) {
        this.debugger = debugger;
        this.listing = new Listing(debugger.spec().program());
        this.words = new Words(debugger.spec());
        this.width = width;
        this.out = out;
        this.moment = debugger.now();
    }

    /**
     * Says what is debugged and shows its first instruction.
     *
     * @param aside what else there is to say; may be empty
     */
    public void begin(String aside) {
        DebugSpec spec = debugger.spec();
        String type = spec.type().map(known -> known.kernelName() + " program").orElse("bare instructions");
        say(text("debugConsole.debuggingOnTheSimulator", spec.name(), type, aside.isEmpty() ? "" : "; " + aside));
        if (!debugger.rejection().isEmpty()) {
            styled(text("debugConsole.verifierRejectsItHereIt", debugger.rejection()), Style.WARN);
        }
        place();
    }

    /** Does what a line says; an empty one does the last step again. */
    public Answer submit(String line) {
        String typed = line.strip().isEmpty() ? last : line.strip();
        if (typed.isEmpty() || typed.startsWith("#")) {
            return Answer.OK;
        }
        String[] parts = typed.split("\\s+", 2);
        Optional<DebugCommand> command = DebugCommands.find(parts[0]);
        String argument = parts.length > 1 ? parts[1] : "";
        Reply reply;
        if (command.isEmpty()) {
            reply = failed(DebugCommands.unknown(parts[0]));
        } else if (command.get().arguments().isEmpty() && !argument.isEmpty()) {
            reply = failed(
                    text("debugConsole.takesNothingAfterIt", command.get().name()));
        } else {
            reply = command.get().action().run(this, argument);
        }
        last = reply == Reply.MOVED ? typed : "";
        return switch (reply) {
            case OK, MOVED -> Answer.OK;
            case FAILED -> Answer.FAILED;
            case QUIT -> Answer.QUIT;
        };
    }

    /** Returns the names of the commands that begin so. */
    public static List<String> completions(String typed) {
        return DebugCommands.ALL.stream()
                .map(DebugCommand::name)
                .filter(name -> name.startsWith(typed))
                .toList();
    }

    Debugger debugger() {
        return debugger;
    }

    Listing listing() {
        return listing;
    }

    Moment moment() {
        return moment;
    }

    int width() {
        return width.getAsInt();
    }

    Picture picture() {
        return new Picture(words, listing, moment, width.getAsInt());
    }

    /** Shows why the program stands still, where, and what has changed since it stood last. */
    Reply moved(Stop stop) {
        Moment before = moment;
        moment = debugger.now();
        String why = switch (stop.reason()) {
            case DONE -> "";
            case BREAKPOINT -> Places.describe(this, Integer.parseInt(stop.text()));
            case ENDED -> stop.text().isEmpty() ? text("debugConsole.programHasEnded") : stop.text();
            case FAULT -> "stopped: " + stop.text();
            case BEGINNING -> text("debugConsole.thisIsTheBeginning");
            case INTERRUPTED -> "interrupted";
        };
        if (!why.isEmpty()) {
            styled(why, stop.reason() == Stop.Reason.FAULT ? Style.BAD : Style.WARN);
        }
        place();
        List<Line> changes = new ArrayList<>();
        for (String change : new Changes(words, before, moment).all()) {
            for (Line line : Wrap.lines(Line.of(change), width.getAsInt() - 4)) {
                changes.add(Line.of("    ").plus(line));
            }
        }
        show(changes);
        return Reply.MOVED;
    }

    /** Shows whose turn it is now. */
    Reply turned() {
        moment = debugger.now();
        place();
        return Reply.OK;
    }

    Reply failed(String why) {
        styled(why, Style.BAD);
        return Reply.FAILED;
    }

    void say(String text) {
        styled(text, Style.PLAIN);
    }

    void show(List<Line> lines) {
        out.accept(lines);
    }

    /** Returns text broken to fit beside an indentation. */
    List<Line> wrapped(String text, int indent) {
        return Wrap.lines(Line.of(text), width.getAsInt() - indent);
    }

    List<Line> cpus() {
        return picture().cpus(runs());
    }

    List<Line> everything() {
        List<Line> lines = new ArrayList<>(picture().place(debugger.seed(), runs()));
        for (List<Line> part : List.of(
                picture().registers(),
                picture().stack(),
                picture().maps(),
                moment.cpus().size() > 1 ? cpus() : List.<Line>of())) {
            lines.addAll(part);
        }
        return lines;
    }

    List<Line> program() {
        return listing.around(moment.current().slot(), Integer.MAX_VALUE / 2, Integer.MAX_VALUE / 2, width.getAsInt());
    }

    List<Line> trace() {
        return moment.trace().isEmpty()
                ? List.of(Line.of(text("debugConsole.nothingWasPrinted"), Style.DIM))
                : moment.trace().stream()
                        .flatMap(text -> wrapped(text, 0).stream())
                        .toList();
    }

    private void place() {
        show(picture().place(debugger.seed(), runs()));
    }

    private int runs() {
        return debugger.spec().input().runs();
    }

    private void styled(String text, Style style) {
        show(Wrap.lines(Line.of(text, style), width.getAsInt()));
    }
}
