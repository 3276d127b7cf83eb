package dev.bpflab.repl;

import dev.bpflab.debug.DebugConsole;
import dev.bpflab.repl.Completion.Choice;
import dev.bpflab.repl.Proposals.Proposal;
import dev.bpflab.session.Completions;
import dev.bpflab.session.Completions.Candidate;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;

/** Proposes what can be typed next: commands, their arguments, and Java as the session knows it. */
final class Proposer {
    private final Bench bench;

    Proposer(Bench bench) {
        this.bench = bench;
    }

    /** Returns what can follow a text; nothing when the session is busy and whoever waits for it gives up. */
    Proposals propose(String before) {
        try {
            boolean command = Commands.isTypedCommand(before) || before.strip().equals("/");
            if (command) {
                return command(before);
            }
            return bench.isDebugging() ? words(before, debugger(before)) : java(before);
        } catch (CancellationException stopped) {
            // Who does not want to wait gets none.
            Thread.interrupted();
            return Proposals.NONE;
        }
    }

    private static Stream<Proposal> debugger(String before) {
        return DebugConsole.completions(before).stream().map(name -> new Proposal(name, name, "", true, false));
    }

    private Proposals command(String before) {
        List<String> words = List.of(before.stripLeading().split("\\s+", -1));
        if (words.size() == 1) {
            return words(
                    before,
                    Commands.all().stream()
                            .filter(command -> !command.name().equals(AgainCommands.NUMBERED))
                            .map(command ->
                                    new Proposal(command.name(), command.usage(), command.help(), true, false)));
        }
        List<Choice> choices = Commands.find(words.get(0))
                .map(command -> command.completion().choices(bench, words.subList(1, words.size())))
                .orElse(List.of());
        return words(before, choices.stream().map(Proposer::argument));
    }

    private static Proposal argument(Choice choice) {
        return new Proposal(
                choice.value(), choice.value(), choice.note(), !choice.value().endsWith("/"), false);
    }

    /** Those that begin with the last word. */
    private static Proposals words(String before, Stream<Proposal> all) {
        int start = before.length();
        while (start > 0 && !Character.isWhitespace(before.charAt(start - 1))) {
            start--;
        }
        String word = before.substring(start);
        return new Proposals(
                start, all.filter(one -> one.text().startsWith(word)).toList(), List.of(), -1);
    }

    private Proposals java(String before) {
        Completions found = bench.session().complete(before);
        List<Proposal> list = found.candidates().stream()
                .map(one -> new Proposal(one.text(), label(one), one.summary(), false, true))
                .toList();
        return new Proposals(found.anchor(), list, found.call(), found.argument());
    }

    /** What is typed comes first: {@code get(K key)}, {@code counts: BpfMap<Long,Long>}. */
    private static String label(Candidate candidate) {
        String signature = candidate.signature();
        String name = candidate.text().replaceFirst("\\(.*", "");
        int at = signature.indexOf(name + "(");
        if (at >= 0) {
            return signature.substring(at);
        }
        return signature.endsWith(" " + name)
                ? name + ": " + signature.substring(0, signature.length() - name.length() - 1)
                : signature.isEmpty() ? candidate.text() : signature;
    }
}
