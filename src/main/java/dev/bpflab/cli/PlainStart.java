package dev.bpflab.cli;

import java.util.Map;
import java.util.Optional;

/**
 * The start that is made most often: the prompt on a terminal, with nothing said but perhaps the host. It needs nothing of
 * what reads command lines, whose start would take a third of the time to the prompt.
 */
final class PlainStart {
    private PlainStart() {}

    /** Returns the prompt with its host chosen; empty for any other line, right or wrong. */
    static Optional<BpflabCommand> of(App app, String... args) {
        Map<String, String> environment = app.streams().environment();
        boolean plain = app.streams().terminal()
                && !environment.containsKey(HostOption.SEED_VARIABLE)
                && !environment.containsKey(ScreenOption.VARIABLE);
        if (!plain) {
            return Optional.empty();
        }
        String named;
        if (args.length == 0) {
            named = environment.getOrDefault(HostOption.VARIABLE, HostOption.Choice.auto.name());
        } else if (args.length == 2 && args[0].equals(HostOption.NAME)) {
            named = args[1];
        } else {
            return Optional.empty();
        }
        for (HostOption.Choice choice : HostOption.Choice.values()) {
            if (choice.name().equals(named)) {
                app.host().choice = choice;
                return Optional.of(new BpflabCommand(app));
            }
        }
        return Optional.empty();
    }
}
