package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What to do next, from how far a learner is with all labs. */
public final class Standings {
    private Standings() {}

    /**
     * Returns where the learner was and what to type to go on, in a sentence or two.
     *
     * @param standings all labs in their order, at least one
     * @param lastSaved when something of a lab was saved last
     */
    public static String whatNext(List<Standing> standings, Function<Lab, Optional<Instant>> lastSaved) {
        Optional<Standing> last = standings.stream()
                .filter(standing -> !standing.isUntouched() && !standing.isComplete())
                .max(Comparator.comparing(
                        standing -> lastSaved.apply(standing.lab()).orElse(Instant.EPOCH)));
        if (last.isPresent()) {
            Lab lab = last.get().lab();
            String where = last.get()
                    .step()
                    .map(step -> lab.nameOfAll(step) + ", " + step.title())
                    .orElse("its end");
            return text("standings.youWereInLabAt", lab.id(), where);
        }
        return standings.stream()
                .filter(standing -> !standing.isComplete())
                .findFirst()
                .map(standing -> "/lab " + standing.lab().id()
                        + (standings.stream().allMatch(Standing::isUntouched)
                                ? text("standings.beginsTheFirst")
                                : text("standings.beginsTheNext")))
                .orElseGet(() -> extras(standings));
    }

    private static String extras(List<Standing> standings) {
        return standings.stream()
                .flatMap(standing -> standing.lab().extras().stream()
                        .filter(extra -> !standing.isPassed(extra))
                        .map(extra -> text(
                                "standings.everyStepOfEveryLab",
                                standing.lab().id(),
                                standing.lab().address(extra),
                                extra.title())))
                .findFirst()
                .orElse(text("standings.everyLabIsPassedWith"));
    }
}
