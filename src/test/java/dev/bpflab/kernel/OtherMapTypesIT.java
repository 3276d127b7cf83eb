package dev.bpflab.kernel;

import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.bpf.Bpf.mapLookup;
import static dev.bpflab.bpf.Bpf.mapUpdate;
import static dev.bpflab.bpf.Values.readU32;
import static dev.bpflab.bpf.Values.u32;
import static dev.bpflab.bpf.Values.u64;
import static dev.bpflab.isa.Reg.R0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.UpdateFlag;
import dev.bpflab.bpf.Workspace;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Types of maps that are not simulated: the running kernel's are there all the same, by name and by number. */
class OtherMapTypesIT {
    private Workspace workspace;
    private long before;

    @BeforeEach
    void open() {
        LiveKernel.assume();
        before = LiveKernel.openDescriptors();
        workspace = Live.workspace();
    }

    @AfterEach
    void close() {
        if (workspace != null) {
            workspace.close();
            assertThat(LiveKernel.openDescriptors()).isEqualTo(before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PROG_ARRAY,          4,  4, 4,    0",
        "PERF_EVENT_ARRAY,    4,  4, 4,    0",
        "CGROUP_ARRAY,        4,  4, 4,    0",
        "DEVMAP,              4,  4, 4,    0",
        "SOCKMAP,             4,  4, 4,    0",
        "CPUMAP,              4,  4, 4,    0",
        "XSKMAP,              4,  4, 4,    0",
        "SOCKHASH,            4,  4, 4,    0",
        "CGROUP_STORAGE,      8,  4, 0,    0",
        "REUSEPORT_SOCKARRAY, 4,  4, 4,    0",
        "DEVMAP_HASH,         4,  4, 4,    0",
        "SK_STORAGE,          4, 12, 0,    1",
        "TASK_STORAGE,        4,  5, 0,    1",
        "BLOOM_FILTER,        0,  4, 4,    0",
        "USER_RINGBUF,        0,  0, 4096, 0",
        "ARENA,               0,  0, 4, 1024",
    })
    void isMadeByItsNameAndByItsNumber(MapType type, int keySize, int valueSize, int maxEntries, int flags) {
        KernelHas.assume(type);
        MapFlag[] given =
                flags == 0 ? new MapFlag[0] : new MapFlag[] {flags == 1 ? MapFlag.NO_PREALLOC : MapFlag.MMAPABLE};
        try (BpfMap<?, ?> named = workspace.create(MapSpec.of(type, keySize, valueSize, maxEntries, given));
                BpfMap<?, ?> numbered =
                        workspace.create(MapSpec.of(type.number(), keySize, valueSize, maxEntries, given))) {
            assertThat(named.spec()).isEqualTo(numbered.spec());
            MapSpec<?, ?> found = workspace.hostMaps().byId(named.id()).spec();
            // What is in a device map no program may write, whatever the flags say.
            boolean devices = type == MapType.DEVMAP || type == MapType.DEVMAP_HASH;
            assertThat(found.flags()).isEqualTo(flags | (devices ? MapFlag.RDONLY_PROG.bit() : 0));
            assertThat(found.flags(given)).isEqualTo(named.spec());
        }
    }

    @Test
    void aNumberThatTheKernelDoesNotKnowIsItsToRefuse() {
        assertThatThrownBy(() -> workspace.create(MapSpec.of(9_999, 4, 8, 1)))
                .hasMessage("create map: EINVAL (a type 9999 map does not take these sizes; look at key_size,"
                        + " value_size and max_entries)");
    }

    @ParameterizedTest
    @CsvSource({"ARRAY_OF_MAPS", "HASH_OF_MAPS"})
    void aMapOfMapsTakesDescriptorsAndGivesIds(MapType type) {
        MapSpec<Long, Long> inner = MapSpec.hash("in", Codecs.U32, Codecs.U64).maxEntries(2);
        BpfMap<ByteBuffer, ByteBuffer> outer =
                workspace.create(MapSpec.of(type, 4, 4, 3).inner(inner));
        BpfMap<Long, Long> one = workspace.create(inner);
        mapUpdate(outer, u32(1), u32(one.fd()));
        ByteBuffer found = Objects.requireNonNull(mapLookup(outer, u32(1)));
        assertThat(readU32(found)).isEqualTo(one.id());
        assertThat(outer.getAll()).containsEntry(u32(1), u32(one.id()));
        assertThatThrownBy(() -> mapUpdate(outer, u32(2), u32(outer.fd()))).hasMessageContaining("EINVAL");
        assertThatThrownBy(() -> workspace.create(MapSpec.of(type, 4, 4, 3)))
                .hasMessageEndingWith(" map wants to know what the maps in it are like; add inner(blueprint))");
    }

    @Test
    void anArrayOfProgramsTakesThemByDescriptor() {
        BpfMap<ByteBuffer, ByteBuffer> programs = workspace.create(MapSpec.of(MapType.PROG_ARRAY, 4, 4, 3));
        BpfProgram program = workspace.load(assemble(mov(R0, 0), exitInsn()), ProgramType.SOCKET_FILTER);
        mapUpdate(programs, u32(2), u32(program.fd()));
        assertThat(mapLookup(programs, u32(2))).isEqualTo(u32(program.id()));
    }

    @Test
    void aBloomFilterKnowsWhatItWasTold() {
        BpfMap<ByteBuffer, ByteBuffer> seen = workspace.create(MapSpec.of(30, 0, 8, 100));
        ByteBuffer none = ByteBuffer.allocate(0);
        mapUpdate(seen, none, u64(7), UpdateFlag.ANY);
        assertThatThrownBy(() -> seen.remove(none)).hasMessageContaining("ENOTSUP");
    }

    @Test
    void aTasksStorageIsFoundByItsDescriptor() {
        BpfMap<ByteBuffer, ByteBuffer> storage =
                workspace.create(MapSpec.of(MapType.TASK_STORAGE, 4, 8, 0, MapFlag.NO_PREALLOC));
        int self = Libc.result(Libc.syscall(
                SystemCall.PIDFD_OPEN.number(), ProcessHandle.current().pid(), 0, 0));
        try {
            mapUpdate(storage, u32(self), u64(9));
            assertThat(mapLookup(storage, u32(self))).isEqualTo(u64(9));
        } finally {
            Libc.close(self);
        }
    }
}
