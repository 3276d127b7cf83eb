package dev.bpflab.cli;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.LearnerSession;
import dev.bpflab.lab.author.Rehearsal;
import dev.bpflab.session.Session;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sessions on fresh workspaces of a host; what their snippets print is not shown. */
final class HostRehearsal implements Rehearsal {
    private final Supplier<Workspace> workspaces;

    HostRehearsal(Supplier<Workspace> workspaces) {
        this.workspaces = workspaces;
    }

    @Override
    public <T> T inSession(Function<LearnerSession, T> use) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try (Workspace workspace = workspaces.get();
                Session session = Session.open(workspace, nowhere)) {
            return use.apply(session);
        }
    }
}
