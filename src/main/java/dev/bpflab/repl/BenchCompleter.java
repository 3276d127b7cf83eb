package dev.bpflab.repl;

import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Gives the proposals to the line editor's own completions, to which an {@code inputrc} may bind keys. */
final class BenchCompleter implements Completer {
    private final Proposer proposer;

    BenchCompleter(Proposer proposer) {
        this.proposer = proposer;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        String before = line.line().substring(0, line.cursor());
        int start = line.cursor() - line.wordCursor();
        Proposals found = proposer.propose(before);
        for (Proposals.Proposal one : found.list()) {
            String value = found.start() >= start
                    ? before.substring(start, found.start()) + one.text()
                    : one.text()
                            .substring(
                                    Math.min(start - found.start(), one.text().length()));
            String summary = one.summary().isEmpty() ? null : one.summary();
            candidates.add(new Candidate(value, value, null, summary, null, null, one.ends()));
        }
    }
}
