package dev.bpflab.lab;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.rsh;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.asm.Asm.sub;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Reg.R7;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.asm.Asm;
import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Program;
import dev.bpflab.kernel.KernelHas;
import dev.bpflab.lab.CheckResult.Failed;
import dev.bpflab.pattern.Buckets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Trials with packets, wherever programs are tried out. */
abstract class PacketTrialContract {
    private static final int XDP_PASS = 2;
    private static final String CHECK = "uses=sizes;events=packets;key=u32;value=u64;match=exact;";

    private final Workspace workspace = FakeStage.workspace();
    private final FakeSession session = new FakeSession(workspace);

    /** Opens a workspace whose events follow from the seed. */
    abstract Workspace open(long seed);

    @AfterEach
    void close() {
        workspace.close();
    }

    private CheckResult judge(Program program, String attributes, String row) {
        session.set("program", program);
        return CheckKind.read(Blocks.check("behaviour=program;" + CHECK + attributes, "key|value", row))
                .judge(new Scene(session, Trials.of(this::open, 7)));
    }

    private BpfMap<Long, ?> sizes(MapSpec<Long, ?> spec) {
        BpfMap<Long, ?> map = workspace.create(spec);
        session.set("sizes", map);
        return map;
    }

    /** Counts frames by {@code size >> 8}, the last of 64 buckets taking all that are larger. */
    private static Program linear(BpfMap<?, ?> map, int verdict) {
        return assemble(
                loadMem(W, R6, R1, 0),
                loadMem(W, R7, R1, 4),
                sub(R7, R6),
                rsh(R7, 8),
                Asm.jle(R7, 63, "fits"),
                mov(R7, 63),
                label("fits"),
                count(map),
                mov(R0, verdict),
                exitInsn());
    }

    /** Adds one under the key in R7. */
    private static dev.bpflab.asm.Item count(BpfMap<?, ?> map) {
        return Asm.seq(
                storeMem(W, R10, -4, R7),
                ldMapFd(R1, map),
                mov(R2, R10),
                add(R2, -4),
                helperMapLookupElem(R1, R2),
                jeq(R0, 0, 2),
                mov(R1, 1),
                Asm.atomicAdd(DW, R0, 0, R1));
    }

    @Test
    void aHistogramOfSizesPassesHoweverItIsCounted() {
        BpfMap<Long, ?> sizes = sizes(MapSpec.array("sizes", Codecs.U64).maxEntries(64));
        assertThat(judge(linear(sizes, XDP_PASS), "on=xdp;buckets=64 of 256", "{bucket}|{packets}"))
                .isEqualTo(CheckResult.passed());

        Program ready = assemble(
                loadMem(W, R6, R1, 0),
                loadMem(W, R7, R1, 4),
                sub(R7, R6),
                Buckets.linear(256, 63).count(sizes, R7),
                mov(R0, XDP_PASS),
                exitInsn());
        assertThat(judge(ready, "on=xdp veth1;buckets=64 of 256", "{bucket}|{packets}"))
                .isEqualTo(CheckResult.passed());
    }

    @Test
    void perCpuCountsAreAddedUp() {
        BpfMap<Long, ?> sizes = sizes(MapSpec.percpuArray("sizes", Codecs.U64).maxEntries(64));
        assertThat(judge(linear(sizes, XDP_PASS), "on=xdp;buckets=64 of 256", "{bucket}|{packets}"))
                .isEqualTo(CheckResult.passed());
    }

    @Test
    void aProgramWithoutABucketForLargePacketsFails() {
        BpfMap<Long, ?> sizes = sizes(MapSpec.array("sizes", Codecs.U64).maxEntries(64));
        Program lossy = assemble(
                loadMem(W, R6, R1, 0),
                loadMem(W, R7, R1, 4),
                sub(R7, R6),
                rsh(R7, 8),
                count(sizes),
                mov(R0, XDP_PASS),
                exitInsn());
        Failed failed = (Failed) judge(lossy, "on=xdp;buckets=64 of 256", "{bucket}|{packets}");

        assertThat(failed.expected()).matches("in a trial of \\d+ packets, sizes: 63 -> \\d+");
        assertThat(failed.found()).isEqualTo("sizes: 63 -> 0");
    }

    @Test
    void aProgramThatDropsWhatItCountsFails() {
        BpfMap<Long, ?> sizes = sizes(MapSpec.array("sizes", Codecs.U64).maxEntries(64));
        Failed failed = (Failed) judge(linear(sizes, 1), "on=xdp;buckets=64 of 256", "{bucket}|{packets}");

        assertThat(failed.found()).matches("\\d+ of them did not arrive: .*XDP_PASS.*");
    }

    @Test
    void whatTwoProgramsCountTogetherIsComparedWithWhatCameByEach() {
        try (Workspace trial = open(7)) {
            KernelHas.assume(trial.host(), Bpf.tcxEgress("veth0"));
        }
        BpfMap<Long, ?> sizes = sizes(MapSpec.array("sizes", Codecs.U64).maxEntries(2));
        session.set("rx", assemble(mov(R7, 0), count(sizes), mov(R0, XDP_PASS), exitInsn()));
        session.set("tx", assemble(mov(R7, 1), count(sizes), mov(R0, 0), exitInsn()));
        Check check = CheckKind.read(Blocks.check(
                "behaviour=rx, tx;on=xdp veth0, tcx_egress veth0;" + CHECK, "key|value", "{direction}|{packets}"));

        assertThat(check.judge(new Scene(session, Trials.of(this::open, 7)))).isEqualTo(CheckResult.passed());
        session.set("tx", assemble(mov(R7, 0), count(sizes), mov(R0, 0), exitInsn()));
        assertThat(check.judge(new Scene(session, Trials.of(this::open, 7)))).isInstanceOf(Failed.class);
    }

    @Test
    void protocolsAndBytesAreNamedToo() {
        BpfMap<Long, ?> sizes = sizes(MapSpec.array("sizes", Codecs.U64).maxEntries(256));
        Program byProtocol = assemble(
                loadMem(W, R6, R1, 0),
                loadMem(W, R2, R1, 4),
                mov(R7, 0),
                mov(R0, R6),
                add(R0, 34),
                Asm.jgt(R0, R2, "count"),
                Asm.loadMem(dev.bpflab.isa.Size.H, R0, R6, 12),
                Asm.jne(R0, 0x0008, "count"),
                Asm.loadMem(dev.bpflab.isa.Size.B, R7, R6, 23),
                label("count"),
                count(sizes),
                mov(R0, XDP_PASS),
                exitInsn());
        assertThat(judge(byProtocol, "on=xdp", "{protocol}|{packets}")).isEqualTo(CheckResult.passed());
        assertThat(judge(byProtocol, "on=xdp", "{protocol}|{bytes}")).isInstanceOf(Failed.class);
    }
}
