package dev.bpflab.repl;

import dev.bpflab.repl.Proposals.Proposal;
import dev.bpflab.session.Completions.Documented;
import dev.bpflab.view.Line;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * What one Tab after the other shows: first the proposals; then all that is said of the method whose argument is typed;
 * then, of each proposal in turn, all that is said of it, and Enter takes it.
 */
final class Teaching {
    private final Bench bench;
    private final String before;
    private final Proposals proposals;
    private final CompletionPanel panel;
    private int marked = -1;
    private boolean calls;
    private List<List<Line>> pages = List.of();
    private int page;

    Teaching(Bench bench, String before, Proposals proposals, CompletionPanel panel) {
        this.bench = bench;
        this.before = before;
        this.proposals = proposals;
        this.panel = panel;
    }

    /** Returns what is shown now. */
    List<Line> lines() {
        if (pages.isEmpty()) {
            return panel.list(proposals, marked);
        }
        return pages.get(page);
    }

    /** Goes on to what the next Tab shows. */
    void next() {
        if (page + 1 < pages.size()) {
            page++;
            return;
        }
        page = 0;
        if (!calls && !proposals.call().isEmpty()) {
            calls = true;
            pages = panel.documentation(proposals.call());
            return;
        }
        mark(marked + 1);
    }

    /** Goes back to the proposal before. */
    void back() {
        page = 0;
        mark(marked - 1);
    }

    private void mark(int at) {
        marked = at >= proposals.list().size() || at < -1 ? -1 : at;
        pages = marked < 0 ? List.of() : described(proposals.list().get(marked));
        calls = marked >= 0 && calls;
    }

    private List<List<Line>> described(Proposal proposal) {
        int half = Math.min(proposals.list().size(), Math.max(3, panel.rows() / 3));
        List<Line> list = new CompletionPanel(panel.width(), half).list(uncalled(), marked);
        int room = panel.rows() - list.size() - 1;
        List<List<Line>> described = new ArrayList<>();
        for (List<Line> one : new CompletionPanel(panel.width(), room).documentation(said(proposal))) {
            List<Line> both = new ArrayList<>(list);
            both.add(Line.EMPTY);
            both.addAll(one);
            described.add(both);
        }
        return described;
    }

    private Proposals uncalled() {
        return new Proposals(proposals.start(), proposals.list(), List.of(), -1);
    }

    private List<Documented> said(Proposal proposal) {
        Documented known = new Documented(proposal.label(), proposal.summary());
        if (!proposal.isJava()) {
            return List.of(known);
        }
        try {
            List<Documented> said =
                    bench.session().documentation(before.substring(0, proposals.start()) + proposal.text());
            boolean silent = said.stream().allMatch(one -> one.text().isEmpty());
            return silent && !(proposal.summary().isEmpty() && !said.isEmpty()) ? List.of(known) : said;
        } catch (CancellationException stopped) {
            return List.of(known);
        }
    }

    /** Returns the proposal that Enter takes, or null when none is marked. */
    @org.jspecify.annotations.Nullable
    Proposal taken() {
        return marked < 0 ? null : proposals.list().get(marked);
    }
}
