package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.Live;
import dev.bpflab.session.Session;
import dev.bpflab.sim.RecordedEvents;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lab 2.2 on the running kernel, whose own statistics of the interface are the independent count. */
class PacketSizesIT extends PacketSizesContract {
    @BeforeAll
    static void assumeKernel() {
        Assumptions.assumeTrue(KernelHost.probe().usable(), KernelHost.probe()::describe);
    }

    @Override
    Workspace open() {
        Workspace workspace = Live.workspace();
        workspace.follow(RecordedEvents.ALL::traffic, 5);
        return workspace;
    }

    private static NetInterface veth0(Workspace workspace) {
        return workspace.stage().interfaces().stream()
                .filter(each -> each.name().equals("veth0"))
                .findFirst()
                .orElseThrow();
    }

    /** One size at a time, so that what the kernel counted at the interface belongs to one bucket. */
    @Test
    void eachBucketHoldsWhatTheKernelsOwnStatisticsOfTheInterfaceSay() {
        try (Workspace workspace = open();
                Session session = Session.open(workspace, new PrintStream(OutputStream.nullOutputStream()))) {
            String source = Submission.read("steps", steps).parts().subList(0, 6).stream()
                    .map(Submission.Part::source)
                    .reduce("", String::concat);
            assertThat(session.evaluate(source, () -> {})).allMatch(LearnerSession.Evaluated::ok);
            for (int size : List.of(14, 60, 255, 256, 511, 1279, 1280, 1514, 16_127, 16_128, 20_000, 65_549)) {
                long bucket = Math.min(size / 256, 63);
                NetInterface before = veth0(workspace);
                long countedBefore = counted(session, bucket);
                long allBefore = total(session);
                session.evaluate("sendPackets(packets(" + size + ").times(37));", () -> {});
                NetInterface after = veth0(workspace);

                long packets = after.rxPackets() - before.rxPackets();
                assertThat(packets).isEqualTo(37);
                assertThat(after.rxBytes() - before.rxBytes()).isEqualTo(37L * size);
                assertThat(counted(session, bucket) - countedBefore)
                        .as("bucket of %d bytes", size)
                        .isEqualTo(packets);
                assertThat(total(session) - allBefore).as("all buckets").isEqualTo(packets);
            }
            NetInterface before = veth0(workspace);
            long allBefore = total(session);
            session.evaluate("sendTraffic(500);", () -> {});
            assertThat(total(session) - allBefore).isEqualTo(veth0(workspace).rxPackets() - before.rxPackets());
        }
    }

    @SuppressWarnings("unchecked") // the lab's own solution made it
    private static BpfMap<Long, Long> sizes(Session session) {
        return (BpfMap<Long, Long>) session.variable("sizes").orElseThrow();
    }

    private static long counted(Session session, long bucket) {
        return Objects.requireNonNull(sizes(session).get(bucket));
    }

    private static long total(Session session) {
        return LongStream.range(0, 64).map(bucket -> counted(session, bucket)).sum();
    }
}
