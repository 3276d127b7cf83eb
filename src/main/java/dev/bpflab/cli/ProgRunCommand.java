package dev.bpflab.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.TestRun;
import dev.bpflab.bpf.TestRunOutcome;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Program;
import dev.bpflab.sim.BareMachine;
import dev.bpflab.sim.SimHost;
import dev.bpflab.sim.SimKernel;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bpflab prog run}: what a program leaves in R0. */
@Command(
        name = "run",
        description = {
            "Runs a program once and prints what it leaves in r0.",
            "Type none is the bare instruction set: no verifier, r1 points to the data, r2 is its length."
        },
        mixinStandardHelpOptions = true)
final class ProgRunCommand implements Callable<Integer> {
    @Mixin
    private ProgInput input = new ProgInput();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            defaultValue = ProgTypeOption.NONE,
            converter = ProgTypeOption.Converter.class,
            description = "none (default), xdp, socket_filter …")
    private ProgTypeOption type = new ProgTypeOption(Optional.empty());

    @Option(
            names = "--data",
            paramLabel = "HEX",
            defaultValue = "",
            converter = HexOption.Converter.class,
            description = "the packet or memory that it runs on")
    private HexOption data = new HexOption(new byte[0]);

    @Option(
            names = "--ctx",
            paramLabel = "HEX",
            defaultValue = "",
            converter = HexOption.Converter.class,
            description = "a raw tracepoint's arguments, or what a packet's program may set of its context")
    private HexOption context = new HexOption(new byte[0]);

    @Option(names = "--json", description = "print {r0} or {fault}, or the verdict when it is rejected")
    private boolean json;

    private final App app;

    ProgRunCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        Program read = input.program(app.streams());
        return type.programType().map(wanted -> runVerified(read, wanted)).orElseGet(() -> runBare(read.insns()));
    }

    private int runBare(List<Insn> insns) {
        if (app.host().choice == HostOption.Choice.kernel) {
            throw new CommandFailure(
                    "run '" + input.file + "'",
                    "the kernel runs no program of type none",
                    "use --host sim, or name a program type");
        }
        try (SimHost host = new SimHost(new SimKernel(app.host().seeds().host()))) {
            BareMachine machine = new BareMachine(host, input.create(host), BareMachine.DEFAULT_BUDGET);
            BareMachine.Outcome outcome = machine.run(insns, data.bytes());
            if (outcome instanceof BareMachine.Returned returned) {
                return returned("0x" + Long.toHexString(returned.r0()), data.bytes(), new byte[0]);
            }
            return stopped(((BareMachine.Stopped) outcome).fault().toString());
        }
    }

    private int runVerified(Program read, ProgramType wanted) {
        try (Workspace workspace = app.host().open().workspace()) {
            BpfHost host = workspace.host();
            ProgOnHost program = ProgOnHost.load(host, input, read, wanted, 1);
            if (!program.accepted()) {
                if (json) {
                    app.streams().out().println(Json.pretty(program.json()));
                } else {
                    program.print(app);
                }
                return ExitStatus.NEGATIVE;
            }
            TestRunOutcome outcome = host.testRun(program.fd(), new TestRun(data.bytes(), context.bytes(), 0));
            if (outcome.result() < 0) {
                Errno errno = Errno.ofResult(outcome.result());
                boolean cannot = errno == Errno.ENOTSUPP;
                throw new CommandFailure(new BpfException(
                        "run '" + input.file + "'",
                        errno,
                        "the kernel " + (cannot ? "cannot test-run " : "takes no such input for ") + wanted.aProgram(),
                        remedy(errno, wanted)));
            }
            return returned("0x" + Integer.toHexString(outcome.returnValue()), outcome.data(), outcome.context());
        }
    }

    private String remedy(Errno errno, ProgramType wanted) {
        if (errno == Errno.ENOTSUPP) {
            return "attach it and make the event happen";
        }
        if (wanted == ProgramType.RAW_TRACEPOINT) {
            return "it has no packet; give the arguments that it reads with --ctx, eight bytes each";
        }
        return "a packet has at least 14 bytes; give it with --data"
                + (context.bytes().length == 0 ? "" : ", and set with --ctx only what may be set");
    }

    private int returned(String r0, byte[] after, byte[] contextAfter) {
        if (json) {
            ObjectNode result = Json.object().put("r0", r0);
            if (data.bytes().length > 0) {
                result.put("data", HexFormat.of().formatHex(after));
            }
            if (contextAfter.length > 0) {
                result.put("ctx", HexFormat.of().formatHex(contextAfter));
            }
            app.streams().out().println(Json.pretty(result));
        } else {
            app.streams().out().println("r0 = " + r0);
        }
        return ExitStatus.OK;
    }

    private int stopped(String fault) {
        app.streams().out().println(json ? Json.pretty(Json.object().put("fault", fault)) : "stopped: " + fault);
        return ExitStatus.NEGATIVE;
    }
}
