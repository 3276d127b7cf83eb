package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.add;
import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.atomicAdd;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.helperMapLookupElem;
import static dev.bpflab.asm.Asm.helperMapUpdateElem;
import static dev.bpflab.asm.Asm.jeq;
import static dev.bpflab.asm.Asm.label;
import static dev.bpflab.asm.Asm.ldMapFd;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.asm.Asm.storeMem;
import static dev.bpflab.asm.Asm.sub;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.isa.Reg.R0;
import static dev.bpflab.isa.Reg.R1;
import static dev.bpflab.isa.Reg.R10;
import static dev.bpflab.isa.Reg.R2;
import static dev.bpflab.isa.Reg.R3;
import static dev.bpflab.isa.Reg.R4;
import static dev.bpflab.isa.Reg.R6;
import static dev.bpflab.isa.Reg.R7;
import static dev.bpflab.isa.Size.DW;
import static dev.bpflab.isa.Size.W;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.isa.Program;
import dev.bpflab.kernel.KernelHas;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs at the interfaces of a stage see of the packets that it sends: the same on both. */
public abstract class NetworkContract {
    private static final int XDP_DROP = 1;
    private static final int XDP_PASS = 2;
    private static final int XDP_TX = 3;
    private static final int TCX_NEXT = -1;
    private static final int TCX_DROP = 2;

    private Workspace workspace;
    private BpfMap<Long, Long> sizes;

    /** Opens a host with its stage. */
    protected abstract Workspace open();

    @BeforeEach
    void openWorkspace() {
        workspace = open();
        sizes = workspace.create(MapSpec.hash("sizes", U32, U64).maxEntries(100));
    }

    @AfterEach
    void closeWorkspace() {
        if (workspace != null) {
            workspace.close();
        }
    }

    /** Counts packets by their size, of which the context holds the two ends or the length, and returns a verdict. */
    private Program counting(BpfMap<Long, Long> map, Hook hook, int verdict) {
        boolean xdp = hook instanceof Hook.Xdp;
        return assemble(
                loadMem(W, R6, R1, 0),
                xdp ? loadMem(W, R7, R1, 4) : mov(R7, R6),
                xdp ? sub(R7, R6) : mov(R7, R7),
                storeMem(W, R10, -4, R7),
                mov(R2, R10),
                add(R2, -4),
                ldMapFd(R1, map),
                helperMapLookupElem(R1, R2),
                jeq(R0, 0, "new"),
                mov(R1, 1),
                atomicAdd(DW, R0, 0, R1),
                mov(R0, verdict),
                exitInsn(),
                label("new"),
                storeMem(DW, R10, -16, 1),
                mov(R2, R10),
                add(R2, -4),
                mov(R3, R10),
                add(R3, -16),
                ldMapFd(R1, map),
                mov(R4, 0),
                helperMapUpdateElem(R1, R2, R3, R4),
                mov(R0, verdict),
                exitInsn());
    }

    private Link count(Hook hook, int verdict) {
        return count(sizes, hook, verdict);
    }

    private Link count(BpfMap<Long, Long> map, Hook hook, int verdict) {
        KernelHas.assume(workspace.host(), hook);
        return workspace.attach(workspace.load(counting(map, hook, verdict), hook.programType()), hook);
    }

    private Map<Long, Long> counted(BpfMap<Long, Long> map) {
        return Stream.of(map).flatMap(each -> each.stream()).collect(Collectors.toMap(Entry::key, Entry::value));
    }

    private NetInterface device(String name) {
        return workspace.stage().interfaces().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Hook hook(String text) {
        return switch (text) {
            case "xdp" -> Bpf.xdp("veth0");
            case "native" -> Bpf.xdpNative("veth0");
            case "ingress" -> Bpf.tcxIngress("veth0");
            case "egress" -> Bpf.tcxEgress("veth0");
            case "socket" -> Bpf.socketFilter("veth0");
            default -> throw new IllegalArgumentException(text);
        };
    }

    @Test
    void aStageHasALoopbackDeviceAndAPairOnWhichNothingMoves() {
        assertThat(workspace.stage().interfaces())
                .extracting(each -> each.name() + " " + each.mac() + " " + each.mtu() + " " + each.rxPackets() + " "
                        + each.txPackets())
                .containsExactlyInAnyOrder(
                        "lo 00:00:00:00:00:00 65536 0 0",
                        "veth0 02:62:70:66:00:00 1500 0 0",
                        "veth1 02:62:70:66:00:01 1500 0 0");
    }

    @ParameterizedTest
    @CsvSource({"xdp, 2", "native, 2", "ingress, -1", "socket, 0", "xdp, 1", "native, 1", "ingress, 2"})
    void programsSeeEveryPacketThatArrivesWithItsSize(String place, int verdict) {
        count(hook(place), verdict);
        workspace.stage().sendPackets(Packets.of(64, 128, 1500, 14).times(50));
        workspace.stage().sendPackets(Packets.of(1500).times(3));
        assertThat(counted(sizes)).isEqualTo(Map.of(14L, 50L, 64L, 50L, 128L, 50L, 1500L, 53L));
        assertThat(device("veth0").rxPackets()).isEqualTo(203);
        assertThat(device("veth0").rxBytes())
                .isEqualTo(50 * (14 + 64 + 128) + 53 * 1500 - (place.equals("native") ? 203 * 14 : 0));
    }

    @ParameterizedTest
    @ValueSource(ints = {TCX_NEXT, TCX_DROP})
    void programsAtEgressSeeEveryPacketThatLeaves(int verdict) {
        count(Bpf.tcxEgress("veth0"), verdict);
        workspace.stage().sendPackets(Packets.of(64, 1514).times(20).outgoing());
        assertThat(counted(sizes)).isEqualTo(Map.of(64L, 20L, 1514L, 20L));
        assertThat(device("veth1").rxPackets()).isEqualTo(verdict == TCX_DROP ? 0 : 40);
    }

    @ParameterizedTest
    @CsvSource({"xdp, outgoing", "ingress, outgoing", "socket, outgoing", "egress, arriving"})
    void programsSeeNothingThatGoesTheOtherWay(String place, String way) {
        count(hook(place), 0);
        Packets packets = Packets.of(64, 1500);
        workspace.stage().sendPackets(way.equals("outgoing") ? packets.outgoing() : packets);
        assertThat(counted(sizes)).isEmpty();
    }

    @Test
    void frameSizesUpToTheLargestAreSeenWhole() {
        count(Bpf.xdp("veth0"), XDP_PASS);
        BpfMap<Long, Long> lengths =
                workspace.create(MapSpec.hash("lengths", U32, U64).maxEntries(100));
        count(lengths, Bpf.tcxIngress("veth0"), TCX_NEXT);
        workspace.stage().sendPackets(Packets.of(1515, 4000, 4096, 9014, 16384, 40000, 65535, 65549));
        Map<Long, Long> once = Stream.of(1515L, 4000L, 4096L, 9014L, 16384L, 40000L, 65535L, 65549L)
                .collect(Collectors.toMap(size -> size, size -> 1L));
        assertThat(counted(sizes)).isEqualTo(once);
        assertThat(counted(lengths)).isEqualTo(once);
        assertThat(device("veth0").mtu()).isEqualTo(65535);
    }

    @Test
    void whatXdpDropsIsNotSeenBehindIt() {
        count(Bpf.tcxIngress("veth0"), TCX_NEXT);
        try (Link dropping =
                count(workspace.create(MapSpec.hash("dropped", U32, U64).maxEntries(9)), Bpf.xdp("veth0"), XDP_DROP)) {
            workspace.stage().sendPackets(Packets.of(64, 64));
            assertThat(counted(sizes)).isEmpty();
            assertThat(dropping.isClosed()).isFalse();
        }
        workspace.stage().sendPackets(Packets.of(64, 64));
        assertThat(counted(sizes)).isEqualTo(Map.of(64L, 2L));
    }

    @Test
    void xdpSendsAFrameBackToTheOtherEnd() {
        count(Bpf.tcxIngress("veth1"), TCX_NEXT);
        count(workspace.create(MapSpec.hash("returned", U32, U64).maxEntries(9)), Bpf.xdp("veth0"), XDP_TX);
        workspace.stage().sendPackets(Packets.of(100).times(7));
        assertThat(counted(sizes)).isEqualTo(Map.of(100L, 7L));
        assertThat(device("veth0").txPackets()).isEqualTo(7);
    }

    @Test
    void nativeXdpTakesOnlyFramesThatFitAPage() {
        try (Link link = count(Bpf.xdpNative("veth0"), XDP_PASS)) {
            workspace.stage().sendPackets(Packets.of(3520));
            assertThatThrownBy(() -> workspace.stage().sendPackets(Packets.of(3521)))
                    .hasMessage("send packets: EINVAL (native XDP is attached, which takes no frame of 3521 bytes; "
                            + "close its link and attach with xdp(…) instead)");
            assertThat(device("veth0").mtu()).isEqualTo(device("veth1").mtu()).isEqualTo(3506);
            assertThat(counted(sizes)).isEqualTo(Map.of(3520L, 1L));
            assertThat(link.hook()).isEqualTo(Bpf.xdpNative("veth0"));
        }
        workspace.stage().sendPackets(Packets.of(3521));
        assertThatThrownBy(() -> count(Bpf.xdpNative("veth0"), XDP_PASS))
                .hasMessage("attach to native xdp veth0: ERANGE (frames may be larger there than native XDP takes; "
                        + "use xdp(\"veth0\"), or attach before large packets are sent)");
    }

    @ParameterizedTest
    @CsvSource({
        // what is attached first, what then, what comes of it
        "xdp, xdp, EBUSY (another program is attached to veth0 already; close its link first: an interface has one XDP program)",
        "native, native, EBUSY (another program is attached to veth0 already; close its link first: an interface has one XDP program)",
        "xdp, native, EEXIST (a program is attached to veth0 in the other mode already; close its link first: an interface has one XDP program)",
        "native, xdp, EEXIST (a program is attached to veth0 in the other mode already; close its link first: an interface has one XDP program)",
    })
    void anInterfaceHasOneXdpProgram(String first, String second, String message) {
        count(hook(first), XDP_PASS);
        assertThatThrownBy(() -> count(hook(second), XDP_PASS)).hasMessageEndingWith(": " + message);
    }

    @Test
    void severalProgramsCanBeAtTcxButEachOnlyOnce() {
        Link first = count(Bpf.tcxIngress("veth0"), TCX_NEXT);
        assertThatThrownBy(() -> workspace.attach(first.program(), Bpf.tcxIngress("veth0")))
                .hasMessageContaining("EEXIST (the program is attached there already; ");
        workspace.attach(first.program(), Bpf.tcxEgress("veth0")).close();
        count(Bpf.tcxIngress("veth0"), TCX_NEXT);
        workspace.stage().sendPackets(Packets.of(64));
        assertThat(counted(sizes)).isEqualTo(Map.of(64L, 2L));
    }

    @Test
    void tcxTakesSixtyThreePrograms() {
        for (int i = 0; i < 63; i++) {
            count(Bpf.tcxIngress("lo"), TCX_NEXT);
        }
        assertThatThrownBy(() -> count(Bpf.tcxIngress("lo"), TCX_NEXT))
                .hasMessage("attach to tcx ingress lo: ERANGE (63 programs are attached there already; detach some)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"xdp", "native", "ingress", "egress", "socket"})
    void namesTheInterfacesThatThereAre(String place) {
        Hook there = hook(place);
        BpfProgram program = workspace.load(counting(sizes, there, 0), there.programType());
        Hook elsewhere = there.accept(new Elsewhere("eth9"));
        assertThatThrownBy(() -> workspace.attach(program, elsewhere))
                .hasMessageStartingWith("attach to " + elsewhere.describe()
                        + ": ENODEV (the stage has no interface 'eth9'; use one of lo, ")
                .hasMessageContaining("veth0");
    }

    @ParameterizedTest
    @CsvSource({
        "xdp, SCHED_CLS, a sched_cls program does not fit there; load it as XDP",
        "ingress, SOCKET_FILTER, a socket_filter program does not fit there; load it as SCHED_CLS",
        "egress, XDP, an xdp program does not fit there; load it as SCHED_CLS",
        "socket, XDP, an xdp program does not fit there; load it as SOCKET_FILTER",
    })
    void refusesProgramsOfOtherTypes(String place, ProgramType type, String message) {
        KernelHas.assume(workspace.host(), hook(place));
        Program nothing = assemble(mov(R0, 0), exitInsn());
        BpfProgram program = workspace.load(nothing, type);
        assertThatThrownBy(() -> workspace.attach(program, hook(place)))
                .hasMessageEndingWith(": EINVAL (" + message + ")");
    }

    @Test
    void theLoopbackDeviceHasGenericXdpOnly() {
        count(Bpf.xdp("lo"), XDP_PASS);
        Hook.Xdp nativeMode = new Hook.Xdp("lo", Hook.Xdp.Mode.NATIVE);
        workspace.links().forEach(Link::close);
        assertThatThrownBy(() -> count(nativeMode, XDP_PASS))
                .hasMessage("attach to native xdp lo: ENOTSUP (the driver of lo has no native XDP; use xdp(\"lo\"))");
    }

    /** The same hook on another interface. */
    private record Elsewhere(String device) implements Hook.Visitor<Hook> {
        @Override
        public Hook tracepoint(Hook.Tracepoint hook) {
            return hook;
        }

        @Override
        public Hook rawTracepoint(Hook.RawTracepoint hook) {
            return hook;
        }

        @Override
        public Hook xdp(Hook.Xdp hook) {
            return new Hook.Xdp(device, hook.mode());
        }

        @Override
        public Hook tcx(Hook.Tcx hook) {
            return new Hook.Tcx(device, hook.direction());
        }

        @Override
        public Hook perfSampling(Hook.PerfSampling hook) {
            return hook;
        }

        @Override
        public Hook socketFilter(Hook.SocketFilter hook) {
            return new Hook.SocketFilter(device);
        }
    }
}
