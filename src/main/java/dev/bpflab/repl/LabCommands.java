package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.LabProgress;
import dev.bpflab.lab.StepState;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Command.Group;
import dev.bpflab.view.Style;
import dev.bpflab.view.Table;
import dev.bpflab.view.Table.Column;
import java.util.List;
import java.util.function.Function;

/** The commands for walking labs. */
final class LabCommands {
    static final List<Command> ROWS = List.of(
            Command.of("/lab", Group.LEARN, Completion.names(LabCommands::ids), LabCommands::lab),
            Command.of("/check", Group.LEARN, walking(LabWalk::check)),
            Command.of("/hint", Group.LEARN, walking(LabWalk::hint)),
            Command.of("/solution", Group.LEARN, walking(LabWalk::solution)),
            Command.of("/next", Group.LEARN, walking(LabWalk::next)),
            Command.of("/restart", Group.LEARN, Completion.words("step", "lab", "all"), LabCommands::restart));

    private LabCommands() {}

    private static List<String> ids(Bench bench) {
        return bench.labs().entries().stream().map(LabCatalog.Entry::id).toList();
    }

    private static Command.Action walking(Function<LabWalk, Answer> action) {
        return (bench, argument) -> bench.walk().map(action).orElseGet(() -> noLab(bench));
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
        List<List<String>> rows = bench.labs().entries().stream()
                .map(entry -> List.of(entry.id(), entry.title(), standing(bench, entry.id())))
                .toList();
        bench.screen()
                .table(Table.of(
                        text("lab.title"),
                        List.of(
                                Column.left(text("lab.column.lab")),
                                Column.left(text("lab.column.title")),
                                Column.left(text("lab.column.progress"))),
                        rows));
        bench.walk().ifPresent(walk -> {
            bench.screen().gap();
            bench.screen().page(bench.screen().labs().overview(walk.runner()));
        });
        return Answer.OK;
    }

    private static String standing(Bench bench, String id) {
        Lab lab = bench.labs().lab(id);
        LabProgress saved = bench.progress().load(lab);
        long passed = lab.steps().stream()
                .filter(step -> saved.of(step).state() == StepState.PASSED)
                .count();
        return text("lab.progress", passed, lab.steps().size());
    }

    private static Answer restart(Bench bench, String argument) {
        return switch (argument) {
            case "", "step" -> walking(walk -> walk.restart(false)).run(bench, "");
            case "lab" -> {
                bench.session().reset();
                yield walking(walk -> walk.restart(true)).run(bench, "");
            }
            case "all" -> restartAll(bench);
            default -> {
                bench.screen().styled(text("lab.restartWhat"), Style.BAD);
                yield Answer.FAILED;
            }
        };
    }

    private static Answer restartAll(Bench bench) {
        for (String id : ids(bench)) {
            Lab lab = bench.labs().lab(id);
            if (bench.progress().backUp(lab)) {
                bench.progress().save(lab, LabProgress.begin(lab));
                bench.screen().text(text("lab.anew", id));
            }
        }
        return bench.walk().isPresent() ? restart(bench, "lab") : Answer.OK;
    }
}
