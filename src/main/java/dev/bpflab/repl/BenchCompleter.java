package dev.bpflab.repl;

import dev.bpflab.debug.DebugConsole;
import dev.bpflab.session.Completions;
import java.util.List;
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
        String before = line.line().substring(0, line.cursor());
        int start = line.cursor() - line.wordCursor();
        if (bench.isDebugging() && !before.startsWith("/")) {
            DebugConsole.completions(before)
                    .forEach(name -> candidates.add(new Candidate(name, name, null, null, null, null, true)));
        } else if (!Commands.isCommand(line.line()) && !line.line().equals("/")) {
            snippet(before, start, candidates);
        } else if (before.substring(0, start).isBlank()) {
            for (Command command : Commands.all()) {
                candidates.add(new Candidate(
                        command.name(), command.usage(), command.group().title(), command.help(), null, null, true));
            }
        } else {
            argument(before, line.word(), candidates);
        }
    }

    private void argument(String before, String word, List<Candidate> candidates) {
        Commands.find(before.strip().split("\\s+", 2)[0])
                .map(command -> command.completion().apply(bench, word))
                .orElse(List.of())
                .forEach(value ->
                        candidates.add(new Candidate(value, value, null, null, null, null, !value.endsWith("/"))));
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
