package dev.bpflab.cli;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.bpf.MapInfo;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import dev.bpflab.kernel.Live;
import dev.bpflab.kernel.MapReferences;
import dev.bpflab.kernel.MapReferences.Holder;
import dev.bpflab.look.MapLook;
import dev.bpflab.look.ProcessNames;
import dev.bpflab.view.Snapshot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The maps of the running kernel, whoever made them, opened only to be read. */
final class LiveMaps implements AutoCloseable {
    private final Workspace workspace;
    private final Map<Integer, List<String>> pins;
    private final Map<Integer, List<Holder>> holders;

    /**
     * What is known of a map.
     *
     * @param fill how full it is; null when it cannot be walked
     * @param pins where it is pinned
     * @param holders which processes hold it open
     */
    record Facts(MapInfo info, Snapshot.@Nullable Fill fill, List<String> pins, List<Holder> holders) {}

    private LiveMaps(Workspace workspace) {
        this.workspace = workspace;
        this.pins = MapReferences.pins(workspace.host());
        this.holders = MapReferences.holders();
    }

    /** Opens the running kernel; a {@link CommandFailure} where it cannot be used or the simulated one is asked for. */
    static LiveMaps open(HostOption option) {
        if (option.choice == HostOption.Choice.sim) {
            throw new CommandFailure(
                    "look at maps",
                    "the simulated kernel has none: it begins anew with each command",
                    "use --host kernel, or /maps at the prompt");
        }
        KernelProbe probe = KernelHost.probe();
        if (!probe.usable()) {
            // The simulated kernel is no way out here.
            String remedy = probe.remedy().replace(", or use --host sim", "");
            throw new CommandFailure("look at maps", probe.reason(), remedy.isEmpty() ? null : remedy);
        }
        return new LiveMaps(Live.workspace());
    }

    /** Returns every map, by rising id. */
    List<Facts> all() {
        List<Facts> all = new ArrayList<>();
        for (MapInfo info : workspace.hostMaps().infos()) {
            all.add(facts(info));
        }
        return all;
    }

    Facts facts(MapInfo info) {
        return new Facts(
                info,
                fill(info.id()),
                pins.getOrDefault(info.id(), List.of()),
                holders.getOrDefault(info.id(), List.of()));
    }

    private Snapshot.@Nullable Fill fill(int id) {
        try (BpfMap<ByteBuffer, ByteBuffer> map = workspace.hostMaps().byId(id, MapFlag.RDONLY)) {
            return MapLook.isArray(map)
                    ? MapLook.read(map, MapLook.COUNTED, ProcessNames.NONE).fill()
                    : new Snapshot.Fill(
                            map.size(), Integer.toUnsignedLong(map.spec().maxEntries()), "entries");
        } catch (BpfException notToBeWalked) {
            return null;
        }
    }

    /** Opens a map by its id, its path in a BPF file system, or its name. */
    BpfMap<ByteBuffer, ByteBuffer> find(String map) {
        try {
            if (map.matches("\\d{1,10}")) {
                return workspace.hostMaps().byId(Integer.parseUnsignedInt(map));
            }
            return map.contains("/")
                    ? workspace.hostMaps().pinned(map)
                    : workspace.hostMaps().byName(map);
        } catch (NumberFormatException tooLarge) {
            throw missing(map);
        } catch (BpfException failure) {
            if (failure.errno() == Errno.ENOENT && !map.contains("/")) {
                throw missing(map);
            }
            throw failure;
        }
    }

    private static CommandFailure missing(String map) {
        return new CommandFailure("find map " + map, "no map has this id or name", "bpflab map list shows all");
    }

    /** Returns what is known of an open map. */
    Facts facts(BpfMap<?, ?> map) {
        MapInfo info = workspace.hostMaps().infos().stream()
                .filter(each -> each.id() == map.id())
                .findFirst()
                .orElseThrow(() -> new CommandFailure("look at map " + map.id(), "it is gone", null));
        return facts(info);
    }

    @Override
    public void close() {
        workspace.close();
    }
}
