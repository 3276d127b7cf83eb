package dev.bpflab.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.bpflab.cli.doctor.Doctor;
import dev.bpflab.cli.doctor.DoctorReport;
import dev.bpflab.cli.doctor.Finding;
import dev.bpflab.cli.doctor.Status;
import dev.bpflab.repl.Screen;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bpflab doctor}: what this machine can do. */
@Command(
        name = "doctor",
        description = "Says what this machine can do, why not, and the command that mends it.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {
    @Option(
            names = "--json",
            description = "print an array of {section, topic, status, well, found, prevents, remedy}, of all")
    private boolean json;

    @Option(
            names = "--all",
            description = "tell each map type, program type, helper, attach type and kernel option too")
    private boolean all;

    @Option(
            names = "--fix",
            description =
                    "mount bpffs and tracefs first where they are not, if that is allowed, and say so; nothing else")
    private boolean fix;

    private final App app;

    DoctorCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        if (app.streams().terminal() && !json) {
            Screens.onTerminal(
                    app,
                    (terminal, screen) ->
                            tell(screen, new MachineCheckup(app.streams(), screen::theme, terminal::getSize)));
        } else {
            tell(Screens.plain(app), MachineCheckup.plain(app));
        }
        return ExitStatus.OK;
    }

    private void tell(Screen screen, MachineCheckup checkup) {
        Doctor doctor = checkup.doctor();
        List<Finding> findings = fix ? doctor.mendAndExamine() : doctor.examine();
        if (json) {
            screen.out().println(json(findings));
        } else {
            screen.lines(new DoctorReport(findings, all).lines(screen.width().getAsInt()));
        }
    }

    private static String json(List<Finding> findings) {
        ArrayNode rows = Json.array();
        findings.forEach(finding -> rows.addObject()
                .put("section", finding.section().words())
                .put("topic", finding.topic())
                .put("status", finding.status().word())
                .put("well", finding.status() != Status.NO)
                .put("found", finding.found())
                .put("prevents", finding.prevents())
                .put("remedy", finding.remedy()));
        return Json.pretty(rows);
    }
}
