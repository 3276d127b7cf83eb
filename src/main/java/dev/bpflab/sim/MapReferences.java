package dev.bpflab.sim;

import dev.bpflab.bpf.MapType;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The maps that one program refers to: looked up by descriptor once, alive until closed. */
final class MapReferences implements AutoCloseable {
    private final FdTable fds;
    private final List<MapObject> held = new ArrayList<>();

    MapReferences(FdTable fds) {
        this.fds = fds;
    }

    /** Returns what an {@code ld_imm64} of a map or map value puts into its register, or null when there is no such. */
    @Nullable
    Long address(Insn.LdImm64 load, int fd) {
        if (load.kind() != ImmKind.MAP_FD && load.kind() != ImmKind.MAP_VALUE) {
            return null;
        }
        MapObject map = hold(fd);
        if (map == null) {
            return null;
        }
        return load.kind() == ImmKind.MAP_FD ? Long.valueOf(map.address()) : valueAddress(map, load.high());
    }

    private @Nullable MapObject hold(int fd) {
        SimObject object = fds.acquire(fd);
        if (object instanceof MapObject map && !held.contains(map)) {
            held.add(map);
            return map;
        }
        if (object != null) {
            object.release();
        }
        return object instanceof MapObject map ? map : null;
    }

    /** Only an array has values at fixed places; its first one is what can be named. */
    private static @Nullable Long valueAddress(MapObject map, int offset) {
        var attr = map.map().attr();
        boolean inside = Integer.compareUnsigned(offset, attr.valueSize()) < 0;
        return attr.type() == MapType.ARRAY.number() && inside ? map.map().address(new byte[4], 0) + offset : null;
    }

    @Override
    public void close() {
        held.forEach(SimObject::release);
        held.clear();
    }
}
