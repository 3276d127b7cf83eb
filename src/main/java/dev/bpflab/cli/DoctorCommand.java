package dev.bpflab.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.PrintStream;
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
    @Option(names = "--json", description = "print an array of {topic, well, found, prevents, remedy}")
    private boolean json;

    private final App app;

    DoctorCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        List<Finding> findings = new Doctor(app.streams()).examine();
        if (json) {
            ArrayNode rows = Json.array();
            findings.forEach(finding -> rows.addObject()
                    .put("topic", finding.topic())
                    .put("well", finding.well())
                    .put("found", finding.found())
                    .put("prevents", finding.prevents())
                    .put("remedy", finding.remedy()));
            app.streams().out().println(Json.pretty(rows));
        } else {
            findings.forEach(finding -> print(finding, app.streams().out()));
        }
        return ExitStatus.OK;
    }

    private static void print(Finding finding, PrintStream out) {
        out.printf("%-4s %s: %s%n", finding.well() ? "yes" : "no", finding.topic(), finding.found());
        if (!finding.prevents().isEmpty()) {
            out.println("       prevents: " + finding.prevents());
        }
        if (!finding.remedy().isEmpty()) {
            out.println("       mend it:  " + finding.remedy());
        }
    }
}
