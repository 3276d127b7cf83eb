package dev.bpflab.repl;

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

/** The commands for learning: labs and what there is to read. */
final class LabCommands {
    static final List<Command> ROWS = List.of(
            new Command(
                    "/lab",
                    "[ID [STEP]]",
                    Group.LEARN,
                    "list the labs, or walk one from where you were, or from a step",
                    (bench, typed) -> ids(bench),
                    LabCommands::lab),
            new Command(
                    "/read",
                    "[ID[/SECTION]]",
                    Group.LEARN,
                    "read the current step, a chapter (2), a section (2/2.3) or a lab (lab/2.1)",
                    Reading::targets,
                    Reading::read),
            Command.plain(
                    "/check", Group.LEARN, "check the current step and say what is missing", walking(LabWalk::check)),
            Command.plain("/hint", Group.LEARN, "give the next hint for the current step", walking(LabWalk::hint)),
            Command.plain(
                    "/solution",
                    Group.LEARN,
                    "show the current step's solution, once you tried",
                    walking(LabWalk::solution)),
            Command.plain("/next", Group.LEARN, "go on to the next step", walking(LabWalk::next)),
            new Command(
                    "/restart",
                    "[step|lab|all]",
                    Group.LEARN,
                    "begin the step again, the lab, or every lab; your progress is backed up",
                    (bench, typed) -> List.of("step", "lab", "all"),
                    LabCommands::restart));

    private LabCommands() {}

    private static List<String> ids(Bench bench) {
        return bench.labs().entries().stream().map(LabCatalog.Entry::id).toList();
    }

    private static Command.Action walking(Function<LabWalk, Answer> action) {
        return (bench, argument) -> bench.walk().map(action).orElseGet(() -> noLab(bench));
    }

    private static Answer noLab(Bench bench) {
        String first = ids(bench).stream().findFirst().orElse("ID");
        bench.screen().styled("no lab is open; /lab " + first + " opens one, /lab lists them", Style.BAD);
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
        if (idAndStep.length > 1 && !idAndStep[1].matches("\\d{1,4}")) {
            bench.screen().styled("no step '" + idAndStep[1] + "'; give its number", Style.BAD);
            return Answer.FAILED;
        }
        Answer opened = isOpen && idAndStep.length > 1 ? Answer.OK : bench.openLab(idAndStep[0]);
        return opened != Answer.OK || idAndStep.length == 1
                ? opened
                : bench.walk().orElseThrow().goTo(Integer.parseInt(idAndStep[1]));
    }

    private static Answer list(Bench bench) {
        List<List<String>> rows = bench.labs().entries().stream()
                .map(entry -> List.of(entry.id(), entry.title(), standing(bench, entry.id())))
                .toList();
        bench.screen()
                .table(Table.of(
                        "Labs", List.of(Column.left("lab"), Column.left("title"), Column.left("progress")), rows));
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
        return passed + " of " + lab.steps().size() + " steps";
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
                bench.screen().styled("restart what? step, lab or all", Style.BAD);
                yield Answer.FAILED;
            }
        };
    }

    private static Answer restartAll(Bench bench) {
        for (String id : ids(bench)) {
            Lab lab = bench.labs().lab(id);
            if (bench.progress().backUp(lab)) {
                bench.progress().save(lab, LabProgress.begin(lab));
                bench.screen().text("Lab " + id + " begins anew; its progress was backed up.");
            }
        }
        return bench.walk().isPresent() ? restart(bench, "lab") : Answer.OK;
    }
}
