package dev.bpflab.debug;

import static dev.bpflab.debug.Messages.text;

import dev.bpflab.debug.DebugCommand.Reply;

/** The commands that choose whose turn it is. */
final class Turns {
    private Turns() {}

    static Reply cpu(DebugConsole console, String argument) {
        int cpus = console.moment().cpus().size();
        if (!argument.matches("\\d{1,4}") || Integer.parseInt(argument) >= cpus) {
            return console.failed(
                    cpus == 1 ? text("turns.programRunsOnCpuOnly") : text("turns.isNoCpuUseTo", argument, cpus - 1));
        }
        console.debugger().chooseCpu(Integer.parseInt(argument));
        return console.turned();
    }

    static Reply seed(DebugConsole console, String argument) {
        try {
            console.debugger().chooseSeed(Long.parseLong(argument));
            return console.turned();
        } catch (NumberFormatException notANumber) {
            return console.failed(text("turns.isNoSeedUseA", argument));
        }
    }
}
