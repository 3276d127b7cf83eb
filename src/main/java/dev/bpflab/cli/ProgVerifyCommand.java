package dev.bpflab.cli;

import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bpflab prog verify}: what the verifier says of a program. */
@Command(
        name = "verify",
        description = "Says whether the verifier accepts a program, and why not; exit status 1 when it does not.",
        mixinStandardHelpOptions = true)
final class ProgVerifyCommand implements Callable<Integer> {
    @Mixin
    private ProgInput input = new ProgInput();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            required = true,
            converter = ProgTypeOption.Converter.class,
            description = "xdp, socket_filter, sched_cls, tracepoint, raw_tracepoint, perf_event …")
    private ProgTypeOption type = new ProgTypeOption(Optional.empty());

    @Option(
            names = "--log",
            paramLabel = "LEVEL",
            description = "the verifier's log: 0 none, 1 the path to a rejection (default), 2 everything")
    private int logLevel = 1;

    @Option(names = "--json", description = "print {accepted, errno, reason, explanation, log}")
    private boolean json;

    private final App app;

    ProgVerifyCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        ProgramType wanted = type.programType()
                .orElseThrow(() -> new CommandFailure(
                        "verify '" + input.file + "'",
                        "type none has no verifier",
                        "use prog run, or name a program type"));
        Program program = input.program(app.streams());
        try (Workspace workspace = app.host().open().workspace()) {
            ProgOnHost verdict = ProgOnHost.load(workspace.host(), input, program, wanted, logLevel);
            if (json) {
                app.streams().out().println(Json.pretty(verdict.json()));
            } else {
                verdict.print(app);
            }
            return verdict.accepted() ? ExitStatus.OK : ExitStatus.NEGATIVE;
        }
    }
}
