package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.debug.DebugConsole;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.session.Origin;
import dev.bpflab.session.Outcome;
import dev.bpflab.view.Style;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Reader;
import java.util.regex.Pattern;

/**
 * Runs a script without a terminal: snippets as in a file of Java statements, and commands on lines of their own. It stops
 * at the first snippet that does not compile or throws and says where it stands.
 *
 * <p>What stands between two commands is evaluated as one text, so that a statement may go on in the next line, also with
 * a leading dot, as it may in a source file.
 */
public final class ScriptRunner {
    /** All went well. */
    public static final int OK = 0;

    /** A check was negative, or a lab that was opened is not complete. */
    public static final int NEGATIVE = 1;

    /** A snippet or command could not be run. */
    public static final int BROKEN = 2;

    /** Comments, text blocks, strings and characters; the group is the beginning of one that does not end. */
    private static final Pattern UNCODED = Pattern.compile("//[^\n]*"
            + "|/\\*(?s:.*?)\\*/"
            + "|\"\"\"(?s:(?:\\\\.|(?!\"\"\").)*+)\"\"\""
            + "|(/\\*|\"\"\")"
            + "|\"(?:\\\\.|[^\"\\\\\n])*+\""
            + "|'(?:\\\\.|[^'\\\\\n])*+'");

    private final Bench bench;
    private final String name;

    /**
     * Creates a runner.
     *
     * @param name what messages call the script: its file name, or {@code standard input}
     */
    public ScriptRunner(Bench bench, String name) {
        this.bench = bench;
        this.name = name;
    }

    /** Runs the script to its end, to {@code /exit} or to the first failure; returns the exit status. */
    public int run(Reader script) throws IOException {
        Answer answer = answer(script);
        return switch (answer) {
            case FAILED -> BROKEN;
            case EXIT -> status(Answer.OK);
            case OK, NEGATIVE -> status(answer);
        };
    }

    /** Runs the script in the same way; returns how its last command ended, or what ended it. */
    Answer answer(Reader script) throws IOException {
        BufferedReader lines = new BufferedReader(script);
        StringBuilder source = new StringBuilder();
        Answer last = Answer.OK;
        int begin = 1;
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            if (bench.isDebugging() && !Commands.isCommand(line) && line.isBlank()) {
                continue;
            }
            if (!bench.isDebugging() && (!Commands.isCommand(line) || goesOn(source))) {
                source.append(line).append('\n');
                continue;
            }
            if (!evaluate(source.toString(), begin)) {
                return Answer.FAILED;
            }
            source.setLength(0);
            begin = number + 1;
            last = command(line);
            if (last == Answer.FAILED) {
                String place = text("script.placeOf", name, number, line.strip());
                bench.events()
                        .failed(new Origin(name, number), () -> bench.screen().styled(place, Style.BAD));
                return Answer.FAILED;
            }
            if (last == Answer.EXIT) {
                return Answer.EXIT;
            }
        }
        return evaluate(source.toString(), begin) ? last : Answer.FAILED;
    }

    /** Tells whether the line after this is inside a text block or a comment, where nothing is a command. */
    private static boolean goesOn(CharSequence source) {
        return UNCODED.matcher(source).results().anyMatch(found -> found.group(1) != null);
    }

    /** A saved lab says /next between its steps; without the lab there is nothing to move on to. */
    private Answer command(String line) {
        if (bench.isDebugging()) {
            // What follows is a transcript: who reads it wants to know what was asked.
            bench.screen().text(DebugConsole.PROMPT + line.strip());
        }
        return bench.lab().isEmpty() && line.strip().equals("/next") ? Answer.OK : bench.submit(line);
    }

    private boolean evaluate(String source, int begin) {
        if (source.isBlank()) {
            return true;
        }
        return bench.submit(source, new Origin(name, begin), outcome -> place(outcome, begin)) == Answer.OK;
    }

    private void place(Outcome outcome, int begin) {
        if (!outcome.ok()) {
            bench.screen().styled(text("script.place", name, begin + outcome.line() - 1), Style.BAD);
        }
    }

    private int status(Answer last) {
        boolean negative = bench.lab().map(runner -> !runner.isComplete()).orElse(last == Answer.NEGATIVE);
        return negative ? NEGATIVE : OK;
    }
}
