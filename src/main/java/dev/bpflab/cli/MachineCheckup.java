package dev.bpflab.cli;

import dev.bpflab.cli.doctor.Doctor;
import dev.bpflab.cli.doctor.DoctorReport;
import dev.bpflab.cli.doctor.Machine;
import dev.bpflab.cli.doctor.TerminalFacts;
import dev.bpflab.repl.Checkup;
import dev.bpflab.view.Line;
import dev.bpflab.view.Theme;
import java.util.List;
import java.util.function.Supplier;
import org.jline.terminal.Size;

/**
 * Looks at the machine on which a command or a prompt runs.
 *
 * @param streams what is written to
 * @param theme how it looks there now
 * @param size how large it is now; without lines when it has no end
 */
record MachineCheckup(Streams streams, Supplier<Theme> theme, Supplier<Size> size) implements Checkup {
    /** Returns what looks at a machine that is told of on what has no end. */
    static MachineCheckup plain(App app) {
        return new MachineCheckup(
                app.streams(),
                () -> Screens.theme(app),
                () -> new Size(app.streams().width(), 0));
    }

    @Override
    public List<Line> examine(int width, boolean all) {
        return new DoctorReport(doctor().examine(), all).lines(width);
    }

    /** Returns who looks, now. */
    Doctor doctor() {
        return new Doctor(Machine.ours(streams.environment()), terminal(theme.get(), size.get()));
    }

    private TerminalFacts terminal(Theme now, Size large) {
        return new TerminalFacts(
                streams.terminal(),
                streams.environment().getOrDefault("TERM", ""),
                now.words() ? "in words" : now.colour() ? "with colours" : "without colours",
                large.getColumns(),
                large.getRows(),
                streams.charset());
    }
}
