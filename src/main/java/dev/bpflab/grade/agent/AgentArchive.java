package dev.bpflab.grade.agent;

import dev.bpflab.bpf.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongFunction;

/**
 * The classes of an agent as a JVM maps them into memory (class data sharing), which spares each agent a third of its CPU
 * time. It is recorded from an agent that runs a script of ours, once so many submissions have come that it pays off.
 */
final class AgentArchive {
    private static final int PAYS_OFF = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final String SCRIPT = """
            var counts = createMap(MapSpec.hash("counts", U32, U64).maxEntries(100));
            Program program = assemble(
                helperGetCurrentPidTgid(),
                storeMem(W, R10, -4, R0),
                counter(counts).count(-4),
                label("out"),
                mov(R0, 0),
                exitInsn());
            var link = attach(load(program, TRACEPOINT), tracepoint("sched", "sched_process_exec"));
            var ran = runProcesses("true", 2);
            counts.put(1L, 2L);
            long found = readU64(mapLookup(counts, u32(1)));
            var highest = top(counts, 3);
            var sent = sendPackets(packets(64));
            record Key(int pid, int user) {}
            var keyed = createMap(MapSpec.hash("keyed", struct(Key.class), U64).maxEntries(10));
            var names = counts.stream().map(entry -> "" + entry.key()).collect(Collectors.joining(", "));
            createMap(HASH, 0, 0, 0);
            links().forEach(Link::close);
            """;

    private final AgentFiles files;
    private final AtomicInteger submissions = new AtomicInteger();
    private volatile List<String> flags = List.of();

    AgentArchive(AgentFiles files) {
        this.files = files;
    }

    /** Returns the flags with which a JVM uses the archive; none as long as there is none. */
    List<String> flags() {
        return flags;
    }

    /** Counts a submission, and records the archive before the one from which on it pays off. */
    void count(LongFunction<Workspace> simulated) {
        if (submissions.incrementAndGet() == PAYS_OFF) {
            record(simulated);
        }
    }

    private void record(LongFunction<Workspace> simulated) {
        Path archive = files.folder().resolve("agent.jsa");
        List<String> command = AgentCommand.of(files.classPath(), List.of("-XX:ArchiveClassesAtExit=" + archive));
        try (Workspace workspace = simulated.apply(1);
                RunningAgent agent = PlainAgent.start(command);
                AgentSession session = new AgentSession(agent, workspace, files.vocabulary(), PATIENCE, PATIENCE)) {
            session.evaluate(SCRIPT, () -> {});
            for (String variable : List.of("counts", "program", "link", "ran", "found", "highest", "sent", "names")) {
                session.variable(variable);
            }
            agent.input().close();
            agent.end();
            if (Files.exists(archive)) {
                Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-r--r--"));
                flags = List.of("-XX:SharedArchiveFile=" + archive);
            }
        } catch (IOException none) {
            // It only takes longer without.
        }
    }
}
