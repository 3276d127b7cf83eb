package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.LabRunner;
import dev.bpflab.lab.Standing;
import dev.bpflab.lab.Standings;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Command.Group;
import dev.bpflab.repl.Completion.Choice;
import dev.bpflab.view.Style;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/** The commands for walking labs. */
final class LabCommands {
    static final List<Command> ROWS = List.of(
            Command.of("/lab", Group.LEARN, LabCommands::idsAndSteps, LabCommands::lab),
            Command.of("/check", Group.LEARN, walking(LabWalk::check)),
            Command.of("/hint", Group.LEARN, walking(LabWalk::hint)),
            Command.of("/solution", Group.LEARN, Completion.words("run"), walking(LabCommands::solution)),
            Command.of("/next", Group.LEARN, walking(LabWalk::next)),
            Command.of("/step", Group.LEARN, LabCommands::steps, walking(LabCommands::step)),
            Command.of("/restart", Group.LEARN, Completion.words("step", "lab", "all", "undo"), Restart::run));

    private LabCommands() {}

    static List<String> ids(Bench bench) {
        return bench.labs().entries().stream().map(LabCatalog.Entry::id).toList();
    }

    private static Command.Action walking(Function<LabWalk, Answer> action) {
        return walking((bench, walk, argument) -> action.apply(walk));
    }

    private static Command.Action walking(BiFunction<LabWalk, String, Answer> action) {
        return walking((bench, walk, argument) -> action.apply(walk, argument));
    }

    /** Something to do in the lab that is open. */
    @FunctionalInterface
    interface InLab {
        Answer run(Bench bench, LabWalk walk, String argument);
    }

    /** Returns a command that says so when no lab is open. */
    static Command.Action walking(InLab action) {
        return (bench, argument) ->
                bench.walk().map(walk -> action.run(bench, walk, argument)).orElseGet(() -> noLab(bench));
    }

    private static List<Choice> idsAndSteps(Bench bench, List<String> words) {
        if (words.size() == 1) {
            return bench.labs().entries().stream()
                    .map(entry -> new Choice(entry.id(), entry.title()))
                    .toList();
        }
        return words.size() == 2 && ids(bench).contains(words.get(0))
                ? choices(bench.labs().lab(words.get(0)))
                : List.of();
    }

    private static List<Choice> steps(Bench bench, List<String> words) {
        return words.size() > 1
                ? List.of()
                : bench.lab().map(runner -> choices(runner.lab())).orElse(List.of());
    }

    private static List<Choice> choices(Lab lab) {
        return lab.exercises().stream()
                .flatMap(step ->
                        Stream.of(new Choice(lab.address(step), step.title()), new Choice(step.id(), lab.name(step))))
                .toList();
    }

    private static Answer step(LabWalk walk, String address) {
        return address.isEmpty() ? walk.overview() : walk.goTo(address);
    }

    private static Answer solution(Bench bench, LabWalk walk, String argument) {
        if (argument.isEmpty()) {
            return walk.showSolution();
        }
        if (!argument.equals("run")) {
            bench.screen().styled(text("walk.solutionWhat", argument), Style.BAD);
            return Answer.FAILED;
        }
        Optional<String> solution = walk.solution();
        if (solution.isEmpty()) {
            return Answer.FAILED;
        }
        bench.screen().page(bench.screen().labs().source(solution.get()));
        return bench.evaluate(solution.get());
    }

    private static Answer noLab(Bench bench) {
        String first = ids(bench).stream().findFirst().orElse("ID");
        bench.screen().styled(text("lab.none", first), Style.BAD);
        return Answer.FAILED;
    }

    private static Answer lab(Bench bench, String argument) {
        if (argument.isEmpty()) {
            return list(bench);
        }
        String[] idAndStep = argument.split("\\s+", 2);
        boolean isOpen = bench.lab()
                .filter(runner -> runner.lab().id().equals(idAndStep[0]))
                .isPresent();
        Answer opened = isOpen && idAndStep.length > 1 ? Answer.OK : bench.openLab(idAndStep[0]);
        return opened != Answer.OK || idAndStep.length == 1
                ? opened
                : bench.walk().orElseThrow().goTo(idAndStep[1]);
    }

    private static Answer list(Bench bench) {
        List<Standing> standings = ids(bench).stream()
                .map(id -> bench.lab()
                        .filter(runner -> runner.lab().id().equals(id))
                        .map(LabRunner::standing)
                        .orElseGet(() -> saved(bench, id)))
                .toList();
        bench.screen().lines(bench.screen().labs().labs(standings));
        if (bench.walk().isPresent()) {
            bench.screen().gap();
            return bench.walk().get().overview();
        }
        bench.screen().say(Standings.whatNext(standings, lab -> bench.progress().lastSaved(lab)));
        return Answer.OK;
    }

    private static Standing saved(Bench bench, String id) {
        Lab lab = bench.labs().lab(id);
        return new Standing(lab, bench.progress().load(lab));
    }
}
