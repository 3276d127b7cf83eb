package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.ProgramSpec;
import dev.bpflab.isa.Program;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Command.Group;
import dev.bpflab.session.Outcome;
import dev.bpflab.session.Session;
import dev.bpflab.view.Style;
import java.util.List;
import java.util.Optional;

/** The commands that look at programs. */
final class ProgramCommands {
    static final List<Command> ROWS = List.of(Command.of(
            "/explain", Group.LOOK, Completion.names(bench -> names(bench.session())), ProgramCommands::explain));

    private ProgramCommands() {}

    private static List<String> names(Session session) {
        return session.variables().stream()
                .map(Session.Variable::name)
                .filter(name -> held(session, name).isPresent())
                .toList();
    }

    private static Optional<Program> held(Session session, String name) {
        return session.variable(name)
                .map(value -> value instanceof BpfProgram loaded ? loaded.spec() : value)
                .map(value -> value instanceof ProgramSpec spec ? spec.program() : value)
                .filter(Program.class::isInstance)
                .map(Program.class::cast);
    }

    private static Answer explain(Bench bench, String argument) {
        Rejections rejections = bench.rejections();
        Optional<Program> program = held(bench.session(), argument);
        Optional<Outcome.Rejection> found = argument.isEmpty()
                ? rejections.last()
                : program.map(rejections::of).orElseGet(() -> rejections.named(argument));
        if (found.isEmpty()) {
            bench.screen().styled(nothing(bench, argument, program.isPresent()), Style.BAD);
            return Answer.FAILED;
        }
        Screen screen = bench.screen();
        screen.styled(rejections.headline(found.get()), Style.BAD);
        screen.page(rejections.lines(found.get(), screen.width().getAsInt()));
        return Answer.OK;
    }

    private static String nothing(Bench bench, String argument, boolean isProgram) {
        if (argument.isEmpty()) {
            return text("explain.nothing");
        }
        if (bench.session().variable(argument).orElse(null) instanceof BpfProgram loaded) {
            return text("explain.accepted", argument, loaded);
        }
        return isProgram ? text("explain.notRefused", argument) : text("explain.noProgram", argument);
    }
}
