package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.repl.Command.Answer;
import dev.bpflab.session.Outcome;
import dev.bpflab.view.Style;
import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Offers to bring back what the last workbench held, if it ended without being left. */
public final class Recovery {
    private static final DateTimeFormatter WHEN = DateTimeFormatter.ofLocalizedDateTime(
                    FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(Locale.UK);

    private final Bench bench;
    private final Screen screen;

    Recovery(Bench bench) {
        this.bench = bench;
        this.screen = bench.screen();
    }

    /** Says in a line what there is and how to get it, for who cannot be asked; empty when there is nothing. */
    public static Optional<String> notice(List<Lost> lost) {
        Optional<String> notice =
                lost.stream().findFirst().map(last -> text("recover.notice", when(last), what(last), last.path()));
        lost.forEach(Lost::close);
        return notice;
    }

    /**
     * Says what there is, asks, and does it.
     *
     * @param ask shows a question and returns the answer; empty when there is none
     */
    void offer(List<Lost> lost, Function<String, Optional<String>> ask) {
        if (lost.isEmpty()) {
            return;
        }
        try {
            Lost last = lost.get(0);
            screen.styled(text("recover.found", when(last), what(last)), Style.WARN);
            last.entries().stream()
                    .reduce((first, next) -> next)
                    .ifPresent(entry -> screen.say(
                            text("recover.last", entry.lines().findFirst().orElse(""))));
            Optional<String> answer = ask.apply(text("recover.question"));
            while (answer.isPresent() && !List.of("", "y", "yes", "n", "no").contains(answer.get())) {
                answer = ask.apply(text("recover.question"));
            }
            if (answer.isEmpty()) {
                screen.say(text("recover.later"));
            } else if (answer.get().startsWith("n")) {
                screen.say(text("recover.aside", last.setAside()));
            } else {
                bringBack(last);
            }
            screen.gap();
        } catch (IOException e) {
            screen.styled(text("recover.failed", e), Style.BAD);
        } finally {
            lost.forEach(Lost::close);
        }
    }

    private void bringBack(Lost lost) throws IOException {
        int failed = 0;
        for (String entry : lost.entries()) {
            if (!(Commands.isCommand(entry) ? bench.submit(entry) != Answer.FAILED : again(entry))) {
                failed++;
            }
        }
        if (failed == 0) {
            lost.discard();
            screen.styled(text("recover.done", what(lost)), Style.GOOD);
        } else {
            screen.styled(text("recover.partly", lost.setAside()), Style.WARN);
        }
    }

    private boolean again(String source) {
        List<Outcome> outcomes = bench.session().run(source, each -> {});
        for (Outcome outcome : outcomes) {
            if (!outcome.ok()) {
                screen.styled(text("walk.notAgain", outcome.source().strip()), Style.WARN);
                screen.styled(outcome.text(), Style.BAD);
                return false;
            }
        }
        bench.journal().keep(source);
        return true;
    }

    private static String when(Lost lost) {
        return WHEN.format(lost.ended().atZone(ZoneId.systemDefault()));
    }

    private static String what(Lost lost) {
        String snippets = lost.snippets() == 1 ? text("recover.snippet") : text("recover.snippets", lost.snippets());
        return lost.lab()
                .map(lab -> lost.snippets() == 0 ? text("recover.lab", lab) : text("recover.and", snippets, lab))
                .orElse(snippets);
    }
}
