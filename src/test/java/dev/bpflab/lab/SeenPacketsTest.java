package dev.bpflab.lab;

import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.sub;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Reg.R7;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Link;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.CheckResult.Failed;
import dev.bpflab.pattern.Buckets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Checks that compare a map with the packets that really came by. */
class SeenPacketsTest {
    private static final Buckets BUCKETS = Buckets.linear(256, 63);
    private static final String EXACT = "map=sizes;key=u32;value=u64;match=exact;buckets=64 of 256";

    private final Workspace workspace = Simulated.workspace(3);
    private final FakeSession session = new FakeSession(workspace);
    private final Scene scene = new Scene(session, FakeStage.noTrials());
    private final BpfMap<Long, Long> sizes = workspace.create(BUCKETS.histogram("sizes"));

    @BeforeEach
    void attach() {
        session.set("sizes", sizes);
        var program = assemble(
                loadMem(W, R6, R1, 0),
                loadMem(W, R7, R1, 4),
                sub(R7, R6),
                BUCKETS.count(sizes, R7),
                mov(R0, Bpf.XDP_PASS),
                exitInsn());
        Link link = workspace.attach(workspace.load(program, ProgramType.XDP), Bpf.xdp("veth0"));
        session.set("link", link);
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private CheckResult judge(String attributes, String... rows) {
        return CheckKind.read(Blocks.check(attributes, rows)).judge(scene);
    }

    private Packets send(Packets packets) {
        workspace.sendPackets(packets);
        return packets;
    }

    @Test
    void whateverWasSentWhileTheProgramWasAttachedIsExpected() {
        session.set("sent", send(Packets.of(64, 300, 20_000).times(7)));
        send(Packets.of(64).outgoing());
        session.set("traffic", workspace.sendTraffic(100));

        assertThat(judge(EXACT, "key|value", "{seen.bucket}|{seen.packets}")).isEqualTo(CheckResult.passed());
        assertThat(judge(EXACT.replace("exact", "contains"), "key|value", "{sent.bucket}|>= {sent.packets}"))
                .isEqualTo(CheckResult.passed());
        session.set(
                "total",
                Bpf.top(sizes, 64).stream().mapToLong(entry -> entry.value()).sum());
        assertThat(judge("variable=total;as=u64;is={seen.packets};of=sizes")).isEqualTo(CheckResult.passed());

        ((Link) session.variable("link").orElseThrow()).close();
        send(Packets.of(64));
        assertThat(judge(EXACT, "key|value", "{seen.bucket}|{seen.packets}")).isEqualTo(CheckResult.passed());

        sizes.put(9L, 1L);
        assertThat(judge(EXACT, "key|value", "{seen.bucket}|{seen.packets}").isPassed())
                .isFalse();
    }

    @Test
    void beforeAnythingCameByThatIsSaidSo() {
        Failed failed = (Failed) judge(EXACT, "key|value", "{seen.bucket}|{seen.packets}");
        assertThat(failed.found()).isEqualTo("no packet came by a program that names the map in sizes");
    }

    @Test
    void sentPacketsHaveTheTablesPropertiesAndNoLookAlikesCount() {
        String[] table = {"property|expected", "packets|50", "smallest|1514", "largest|1514", "bytes|>= 1"};
        session.set("more", send(Packets.of(1514).times(50)));
        assertThat(judge("sent=more", table)).isEqualTo(CheckResult.passed());

        session.set("more", send(Packets.of(1500).times(50)));
        assertThat((Failed) judge("sent=more", table))
                .extracting(Failed::expected, Failed::found)
                .containsExactly("more with smallest 1514, largest 1514", "smallest 1500, largest 1500");
        session.set("more", Packets.of(1514).times(50));
        assertThat(((Failed) judge("sent=more", table)).found()).contains("which the stage did not send");
        session.set("more", 50);
        assertThat(((Failed) judge("sent=more", table)).found()).isEqualTo("more holds 50");
    }
}
