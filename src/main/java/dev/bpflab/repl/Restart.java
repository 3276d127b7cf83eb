package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabProgress;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.view.Style;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code /restart}: begins a step, a lab or all labs again, and takes that back. */
final class Restart {
    private Restart() {}

    static Answer run(Bench bench, String argument) {
        return switch (argument) {
            case "", "step" -> afresh(bench, LabWalk::restartStep);
            case "lab" -> afresh(bench, LabWalk::restartLab);
            case "undo" -> afresh(bench, LabWalk::undoRestart);
            case "all" -> all(bench);
            default -> {
                bench.screen().styled(text("lab.restartWhat"), Style.BAD);
                yield Answer.FAILED;
            }
        };
    }

    /** What the learner declared must not be there any more: it could pass the step that begins again. */
    private static Answer afresh(Bench bench, Function<LabWalk, Answer> restart) {
        return LabCommands.walking((there, walk, argument) -> {
                    there.reset();
                    return restart.apply(walk);
                })
                .run(bench, "");
    }

    private static Answer all(Bench bench) {
        Optional<String> open = bench.lab().map(runner -> runner.lab().id());
        List<String> others = LabCommands.ids(bench).stream()
                .filter(id -> !open.equals(Optional.of(id)))
                .toList();
        for (String id : others) {
            Lab lab = bench.labs().lab(id);
            if (!bench.progress().load(lab).isUntouched()) {
                Optional<String> backup = bench.progress().backUp(lab);
                bench.progress().save(lab, LabProgress.begin(lab));
                bench.screen().say(text("lab.anew", id, backup.orElse("")));
            }
        }
        if (open.isPresent()) {
            return afresh(bench, LabWalk::restartLab);
        }
        bench.screen().say(text("lab.allAnew"));
        return Answer.OK;
    }
}
