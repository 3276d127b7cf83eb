package dev.bpflab.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.sim.Sim;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Records that a learner declares at the prompt as keys and values of maps. */
@Tag("jdk")
class StructAtThePromptTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Workspace workspace =
            new Workspace(Sim.host(1), NoHost.workspace().stage());
    private final Session session = Session.open(workspace, new PrintStream(printed, true, StandardCharsets.UTF_8));

    @AfterEach
    void end() {
        session.close();
        workspace.close();
    }

    private String answers(String source) {
        return session.run(source, each -> {}).stream().map(Outcome::text).collect(Collectors.joining("\n"));
    }

    @Test
    void aRecordOfTheirOwnIsAKeyAndAValue() {
        answers("""
                record Conn(String addr, int port) {}
                record Seen(long packets, long bytes) {}
                var CONN = struct("conn", Conn.class, field("addr", IPV4), field("port", U16BE));
                var conns = createMap(MapSpec.hash("conns", CONN, struct(Seen.class)).maxEntries(10));
                conns.put(new Conn("10.0.0.1", 443), new Seen(2, 3000));
                """);
        assertThat(answers("conns.get(new Conn(\"10.0.0.1\", 443))")).endsWith("==> Seen[packets=2, bytes=3000]");
        assertThat(answers("top(conns, 1, seen -> seen.bytes())"))
                .endsWith("==> [Conn[addr=10.0.0.1, port=443] -> Seen[packets=2, bytes=3000]]");
        assertThat(answers("CONN")).contains("__be16 port;                 // offset 4, 2 bytes");
        assertThat(answers("offsetOf(CONN, \"port\")")).endsWith("==> 4");
        assertThat(answers("conns")).contains("hash, conn -> seen, max_entries 10");
    }

    @Test
    void aRecordDeclaredAnewMakesItsStructBeMadeAnew() {
        answers("""
                record Conn(String addr) {}
                Struct<Conn> CONN = struct(Conn.class, field("addr", IPV4));
                record Conn(String addr, int port) {}
                """);
        assertThat(answers("MapSpec.hash(\"conns\", CONN, U64)"))
                .isEqualTo("describe map 'conns': EFAULT (the key's codec is null; give one)");
        answers("CONN = struct(Conn.class, field(\"addr\", IPV4))");
        assertThat(answers("CONN.size()")).endsWith("==> 8");
    }

    @Test
    void anEnumOfTheirOwnIsAValue() {
        answers(
                "enum Verdict { DROP, PASS }\nvar rules = createMap(MapSpec.hash(\"rules\", U16, enumOf(Verdict.class)).maxEntries(4))");
        answers("rules.put(443, Verdict.PASS)");
        assertThat(answers("mapLookup(rules, u16(443))")).endsWith("(u32 1)");
        assertThat(answers("rules.get(443)")).endsWith("==> PASS");
    }
}
