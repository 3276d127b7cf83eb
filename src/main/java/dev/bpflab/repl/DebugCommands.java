package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.debug.DebugInput;
import dev.bpflab.bpf.debug.DebugSpec;
import dev.bpflab.debug.DebugOptions;
import dev.bpflab.isa.Program;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Command.Group;
import dev.bpflab.session.Session;
import dev.bpflab.view.Style;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The command that opens the debugger; what is typed then goes to it until it is left. */
final class DebugCommands {
    static final List<Command> ROWS = List.of(
            Command.of("/debug", Group.LOOK, Completion.names(bench -> names(bench.session())), DebugCommands::debug));

    private DebugCommands() {}

    private static List<String> names(Session session) {
        return session.variables().stream()
                .filter(variable -> program(session, variable.name()) != null)
                .map(Session.Variable::name)
                .toList();
    }

    /** Returns the program that a variable holds, loaded or not, or that has this name or id. */
    private static @Nullable Object program(Session session, String name) {
        Object held = session.variable(name).orElse(null);
        if (held instanceof BpfProgram || held instanceof Program) {
            return held;
        }
        return session.workspace().programs().stream()
                .filter(loaded -> (!name.isEmpty() && loaded.spec().name().equals(name))
                        || String.valueOf(loaded.id()).equals(name))
                .findFirst()
                .orElse(null);
    }

    private static Answer debug(Bench bench, String argument) {
        List<String> words = Arrays.asList(argument.split("\\s+", -1));
        Object program = program(bench.session(), words.get(0));
        if (program == null) {
            return failed(bench, argument.isEmpty() ? text("debug.which") : text("debug.noProgram", words.get(0)));
        }
        try {
            List<String> options = words.subList(1, words.size());
            bench.debug(spec(bench.session(), words.get(0), program, options, DebugOptions.parse(options)));
            return Answer.OK;
        } catch (IllegalArgumentException wrong) {
            return failed(bench, String.valueOf(wrong.getMessage()));
        }
    }

    private static DebugSpec spec(
            Session session, String name, Object program, List<String> options, DebugInput input) {
        int cpus = session.workspace().host().possibleCpus();
        if (program instanceof BpfProgram loaded) {
            return DebugSpec.of(
                    name,
                    loaded.spec().program(),
                    Optional.of(loaded.spec().type()),
                    map -> nameOf(session, map),
                    cpus,
                    input);
        }
        return DebugSpec.of(
                name, (Program) program, type(DebugOptions.type(options)), map -> nameOf(session, map), cpus, input);
    }

    private static Optional<ProgramType> type(String typed) {
        if (typed.equals("none")) {
            return Optional.empty();
        }
        return Optional.of(Arrays.stream(ProgramType.values())
                .filter(type -> type.kernelName().equals(typed.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        typed.isEmpty() ? text("debug.notLoaded") : text("debug.noType", typed))));
    }

    private static String nameOf(Session session, BpfMap<?, ?> map) {
        List<String> variables = session.variablesHolding(map);
        return !map.name().isEmpty() ? map.name() : variables.isEmpty() ? "map" + map.id() : variables.get(0);
    }

    private static Answer failed(Bench bench, String why) {
        bench.screen().styled(why, Style.BAD);
        return Answer.FAILED;
    }
}
