package dev.bpflab.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code bpflab completion}: what a shell needs to complete bpflab's commands, options and labs. */
@Command(
        name = "completion",
        description = {
            "Prints what a shell needs to complete bpflab's commands, options and labs.",
            "",
            "bash: bpflab completion bash > ~/.local/share/bash-completion/completions/bpflab",
            "zsh:  bpflab completion zsh > ~/.bpflab.zsh, and in .zshrc: source ~/.bpflab.zsh",
            "fish: bpflab completion fish > ~/.config/fish/completions/bpflab.fish"
        },
        mixinStandardHelpOptions = true)
final class CompletionCommand implements Callable<Integer> {
    /** The shells that there is something for. */
    enum Shell {
        bash,
        zsh,
        fish
    }

    @Parameters(index = "0", paramLabel = "SHELL", description = "bash, zsh or fish")
    private Shell shell = Shell.bash;

    private final App app;

    CompletionCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        CommandLine line = new CommandLine(BpflabCommand.class, app);
        BpflabCommand.addAllSubcommands(line);
        // zsh reads bash's form: it begins with what turns that on.
        app.streams()
                .out()
                .print(shell == Shell.fish ? new FishCompletion(line).script() : AutoComplete.bash("bpflab", line));
        return ExitStatus.OK;
    }
}
