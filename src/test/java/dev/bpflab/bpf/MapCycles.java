package dev.bpflab.bpf;

import static dev.bpflab.asm.Asm.assemble;
import static dev.bpflab.asm.Asm.exitInsn;
import static dev.bpflab.asm.Asm.mov;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.isa.Reg.R0;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;

/** Everything that can be done with a map, and goes wrong with one, again and again, with all of it closed at the end. */
public final class MapCycles {
    private static final MapType[] TYPES = {MapType.HASH, MapType.LRU_HASH, MapType.ARRAY, MapType.HASH, MapType.HASH};

    private final Workspace workspace;
    private final String path;
    private final String name;

    /** Prepares cycles of maps of this name, pinned in a directory of a BPF file system. */
    public MapCycles(BpfHost host, String bpfFs, String name) {
        this.workspace = new Workspace(host, new NoStage());
        this.path = bpfFs + "/" + name;
        this.name = name;
    }

    /** Goes round so many times; the host stays open. */
    public void run(int times) {
        for (int i = 0; i < times; i++) {
            cycle(new MapSpec<>(name, TYPES[i % TYPES.length], U32, U64, 8, 0), i);
        }
    }

    /** Returns how many maps of the cycles the host still has. */
    public long mapsOfTheirName() {
        return workspace.hostMaps().infos().stream()
                .filter(info -> info.attr().name().equals(name))
                .count();
    }

    private void cycle(MapSpec<Long, Long> spec, int round) {
        HostMaps maps = workspace.hostMaps();
        try (BpfMap<Long, Long> map = workspace.create(spec);
                BpfMap<Long, Long> copy = map.dup();
                BpfMap<Long, Long> byId = maps.byId(map.id(), spec)) {
            map.putAll(Map.of(1L, 1L, 2L, 2L));
            assertThat(copy.getAll(List.of(1L))).containsExactly(1L);
            assertThat(byId.size()).isEqualTo(spec.type() == MapType.ARRAY ? 8 : 2);
            map.pin(path);
            try (BpfMap<?, ?> pinned = maps.pinned(path, MapFlag.RDONLY)) {
                assertThat(pinned.id()).isEqualTo(map.id());
            }
            fail(spec, map);
            maps.unpin(path);
            if (round % 3 == 0) {
                map.freeze();
            }
        }
        if (round % 10 == 0) {
            try (BpfProgram program = workspace.load(assemble(mov(R0, 0), exitInsn()), ProgramType.TRACEPOINT)) {
                program.pin(path);
                assertThatThrownBy(() -> maps.pinned(path)).hasMessageContaining("EINVAL");
                maps.unpin(path);
            }
        }
        assertThat(workspace.maps()).isEmpty();
    }

    private void fail(MapSpec<Long, Long> spec, BpfMap<Long, Long> map) {
        HostMaps maps = workspace.hostMaps();
        assertThatThrownBy(() -> map.pin(path)).hasMessageContaining("EEXIST");
        assertThatThrownBy(() -> maps.pinned(path + "_none")).hasMessageContaining("ENOENT");
        assertThatThrownBy(() -> maps.pinned(path, MapSpec.hash("", U64, U64))).hasMessageContaining("EINVAL");
        assertThatThrownBy(() -> maps.byId(Integer.MAX_VALUE)).hasMessageContaining("ENOENT");
        assertThatThrownBy(() -> workspace.create(spec.maxEntries(0))).hasMessageContaining("EINVAL");
        assertThatThrownBy(() -> map.batches(0).iterator()).hasMessageContaining("EINVAL");
    }
}
