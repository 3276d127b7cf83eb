package dev.bpflab.cli;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Writes completions for the fish shell: a line for each command and option, from the same declarations as the help. */
final class FishCompletion {
    private final CommandLine root;
    private final StringBuilder script = new StringBuilder();

    FishCompletion(CommandLine root) {
        this.root = root;
    }

    String script() {
        script.append("# Completions of bpflab for fish, printed by: bpflab completion fish\n");
        add(root, List.of());
        return script.toString();
    }

    private void add(CommandLine command, List<String> path) {
        CommandSpec spec = command.getCommandSpec();
        Map<String, CommandLine> below = command.getSubcommands();
        String here = condition(path, path.isEmpty() ? root.getSubcommands() : below);
        for (Map.Entry<String, CommandLine> sub : below.entrySet()) {
            if (!sub.getValue().getCommandSpec().usageMessage().hidden()) {
                line(here, "-f -a " + quoted(sub.getKey()), description(sub.getValue()));
                List<String> deeper =
                        Stream.concat(path.stream(), Stream.of(sub.getKey())).toList();
                add(sub.getValue(), deeper);
            }
        }
        for (OptionSpec option : spec.options()) {
            if (!option.hidden()) {
                line(seen(path), flags(option), first(option.description()));
            }
        }
        for (ArgSpec parameter : spec.positionalParameters()) {
            String candidates = candidates(parameter);
            if (!candidates.isEmpty()) {
                line(seen(path), "-a " + quoted(candidates), first(parameter.description()));
            }
        }
    }

    /** Returns when a subcommand may follow: its parents are there and none of its siblings is. */
    private static String condition(List<String> path, Map<String, CommandLine> siblings) {
        String none = "not __fish_seen_subcommand_from " + String.join(" ", siblings.keySet());
        return path.isEmpty() ? none : seen(path) + "; and " + none;
    }

    private static String seen(List<String> path) {
        return path.stream().map(name -> "__fish_seen_subcommand_from " + name).collect(Collectors.joining("; and "));
    }

    private static String flags(OptionSpec option) {
        StringBuilder flags = new StringBuilder();
        for (String name : option.names()) {
            flags.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            String candidates = candidates(option);
            flags.append(candidates.isEmpty() ? " -r" : " -x -a " + quoted(candidates));
        }
        return flags.toString().strip();
    }

    private static String candidates(ArgSpec argument) {
        @Nullable Iterable<String> given = argument.completionCandidates();
        return given == null
                ? ""
                : StreamSupport.stream(given.spliterator(), false).collect(Collectors.joining(" "));
    }

    private static String description(CommandLine command) {
        return first(command.getCommandSpec().usageMessage().description());
    }

    private static String first(String[] description) {
        return description.length == 0 ? "" : description[0].replaceAll("(\\s\\(|[;:.]\\s).*", "");
    }

    private void line(String condition, String what, String description) {
        script.append("complete -c bpflab");
        if (!condition.isEmpty()) {
            script.append(" -n ").append(quoted(condition));
        }
        script.append(' ').append(what);
        if (!description.isEmpty()) {
            script.append(" -d ").append(quoted(description));
        }
        script.append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
