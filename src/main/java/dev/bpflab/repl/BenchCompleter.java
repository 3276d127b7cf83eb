package dev.bpflab.repl;

import dev.bpflab.debug.DebugConsole;
import dev.bpflab.session.Completions;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes commands, their arguments, and Java as the session knows it. */
final class BenchCompleter implements Completer {
    private final Bench bench;

    BenchCompleter(Bench bench) {
        this.bench = bench;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        try {
            complete(line, candidates);
        } catch (CancellationException stopped) {
            // Who does not want to wait gets none.
            Thread.interrupted();
        }
    }

    private void complete(ParsedLine line, List<Candidate> candidates) {
        String before = line.line().substring(0, line.cursor());
        int start = line.cursor() - line.wordCursor();
        if (bench.isDebugging() && !before.startsWith("/")) {
            DebugConsole.completions(before)
                    .forEach(name -> candidates.add(new Candidate(name, name, null, null, null, null, true)));
        } else if (!Commands.isTypedCommand(line.line()) && !line.line().equals("/")) {
            snippet(before, start, candidates);
        } else if (before.substring(0, start).isBlank()) {
            for (Command command : Commands.all()) {
                candidates.add(new Candidate(
                        command.name(), command.usage(), command.group().title(), command.help(), null, null, true));
            }
        } else {
            argument(before, candidates);
        }
    }

    private void argument(String before, List<Candidate> candidates) {
        List<String> words = List.of(before.stripLeading().split("\\s+", -1));
        Commands.find(words.get(0))
                .map(command -> command.completion().choices(bench, words.subList(1, words.size())))
                .orElse(List.of())
                .forEach(choice -> candidates.add(new Candidate(
                        choice.value(),
                        choice.value(),
                        null,
                        choice.note().isEmpty() ? null : choice.note(),
                        null,
                        null,
                        !choice.value().endsWith("/"))));
    }

    private void snippet(String before, int start, List<Candidate> candidates) {
        Completions found = bench.session().complete(before, before.length());
        for (String continuation : found.candidates()) {
            String value = found.anchor() >= start
                    ? before.substring(start, found.anchor()) + continuation
                    : continuation.substring(Math.min(start - found.anchor(), continuation.length()));
            if (!value.isEmpty()) {
                candidates.add(new Candidate(value, value, null, null, null, null, false));
            }
        }
    }
}
