package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The maps that the host has, whoever made them: found by id, by name or by the path where they are pinned. What is opened
 * here is open in the workspace until it is closed, like a map that was created in it.
 *
 * <p>Its type, sizes, flags and name are the host's; keys and values are bytes, unless a blueprint says how to read them.
 */
public final class HostMaps {
    private static final FailureTable<String> TABLE = new FailureTable<String>((text, operation) -> text)
            .row(Errno.ENOENT, "no map has this id", "see mapInfos()")
            .row(Errno.EPERM, "only root may list all maps and open them by id", "run as root, or use --host sim")
            .row(Errno.EINVAL, "both rights were taken away", "use RDONLY or WRONLY or none")
            .row(Errno.EBADF, "the workspace is closed", "open another one")
            .row(Errno.EMFILE, "too many files are open", "close maps that are not used");

    private final Workspace workspace;
    private final BpfHost host;

    HostMaps(Workspace workspace) {
        this.workspace = workspace;
        this.host = workspace.host();
    }

    /** Returns the ids of all maps in ascending order; EPERM without the right to list them (CAP_SYS_ADMIN). */
    public List<Integer> ids() {
        List<Integer> ids = new ArrayList<>();
        int next = host.nextId(ObjectKind.MAP, 0);
        for (; next >= 0; next = host.nextId(ObjectKind.MAP, next)) {
            ids.add(next);
        }
        if (next != Errno.ENOENT.result()) {
            throw failure("list maps", Errno.ofResult(next));
        }
        return ids;
    }

    /** Returns what the host knows of all maps, in the order of their ids. */
    public List<MapInfo> infos() {
        List<MapInfo> infos = new ArrayList<>();
        for (int id : ids()) {
            MapInfo info = infoOf(id);
            // It may be gone since its id was listed.
            if (info != null) {
                infos.add(info);
            }
        }
        return infos;
    }

    private @Nullable MapInfo infoOf(int id) {
        int fd = host.openById(ObjectKind.MAP, id, MapFlag.RDONLY.bit());
        if (fd < 0) {
            return null;
        }
        try {
            return host.mapInfo(fd);
        } finally {
            host.close(fd);
        }
    }

    /** Opens the map with an id; ENOENT when there is none. */
    public BpfMap<ByteBuffer, ByteBuffer> byId(int id, MapFlag... rights) {
        return open("open map " + id, openId(id, rights), rights);
    }

    /** Opens the map with an id as a blueprint says, whose type and sizes must be the map's. */
    public <K, V> BpfMap<K, V> byId(int id, MapSpec<K, V> as, MapFlag... rights) {
        return open("open map " + id, openId(id, rights), as, rights);
    }

    private int openId(int id, MapFlag... rights) {
        int fd = host.openById(ObjectKind.MAP, id, MapFlag.bits(rights));
        if (fd < 0) {
            throw failure("open map " + id, Errno.ofResult(fd));
        }
        return fd;
    }

    /** Opens the map with a name; ENOENT when there is none, EEXIST when there are several. */
    public BpfMap<ByteBuffer, ByteBuffer> byName(String name, MapFlag... rights) {
        return byId(idOf(name), rights);
    }

    /** Opens the map with a name as a blueprint says, whose type and sizes must be the map's. */
    public <K, V> BpfMap<K, V> byName(String name, MapSpec<K, V> as, MapFlag... rights) {
        return byId(idOf(name), as, rights);
    }

    private int idOf(String name) {
        String operation = "open map '" + name + "'";
        List<Integer> ids = infos().stream()
                .filter(info -> info.attr().name().equals(name))
                .map(MapInfo::id)
                .toList();
        if (ids.isEmpty()) {
            throw new BpfException(operation, Errno.ENOENT, "no map has this name", "see mapInfos()");
        }
        if (ids.size() > 1) {
            throw new BpfException(operation, Errno.EEXIST, "maps " + ids + " have this name", "open one by its id");
        }
        return ids.get(0);
    }

    /** Opens the map that is pinned at a path; ENOENT when nothing is, EINVAL when it is no map. */
    public BpfMap<ByteBuffer, ByteBuffer> pinned(String path, MapFlag... rights) {
        return open("open pinned map " + path, openPath(path, rights), rights);
    }

    /** Opens the map that is pinned at a path as a blueprint says, whose type and sizes must be the map's. */
    public <K, V> BpfMap<K, V> pinned(String path, MapSpec<K, V> as, MapFlag... rights) {
        return open("open pinned map " + path, openPath(path, rights), as, rights);
    }

    private int openPath(String path, MapFlag... rights) {
        String operation = "open pinned map " + path;
        ObjectCommands.Opened opened = host.openPinned(path, MapFlag.bits(rights));
        if (opened.kind() == null) {
            throw PinFailures.of(operation, PinFailures.Use.OPEN, path, Errno.ofResult(opened.fd()));
        }
        if (opened.kind() != ObjectKind.MAP) {
            host.close(opened.fd());
            throw new BpfException(
                    operation, Errno.EINVAL, "a " + opened.kind().word() + " is pinned there, no map", null);
        }
        return opened.fd();
    }

    /** Takes a pin away, of whatever kind; the object lives on while something else refers to it. */
    public void unpin(String path) {
        int result = host.unpin(path);
        if (result < 0) {
            throw PinFailures.of("unpin " + path, PinFailures.Use.UNPIN, path, Errno.ofResult(result));
        }
    }

    private BpfMap<ByteBuffer, ByteBuffer> open(String operation, int fd, MapFlag... rights) {
        MapAttr attr = infoOfOpen(operation, fd).attr();
        int flags = attr.flags() | MapFlag.bits(rights);
        return workspace.adopt(
                MapSpec.of(new MapAttr(
                        attr.type(), attr.keySize(), attr.valueSize(), attr.maxEntries(), flags, attr.name())),
                fd);
    }

    private <K, V> BpfMap<K, V> open(String operation, int fd, MapSpec<K, V> as, MapFlag... rights) {
        MapAttr attr = infoOfOpen(operation, fd).attr();
        if (attr.type() != as.typeNumber()
                || attr.keySize() != as.key().size()
                || attr.valueSize() != as.value().size()) {
            host.close(fd);
            throw new BpfException(
                    operation,
                    Errno.EINVAL,
                    "it is " + MapSpec.of(attr).sizes() + ", not " + as.sizes(),
                    "open it by a blueprint like that");
        }
        int flags = attr.flags() | MapFlag.bits(rights);
        return workspace.adopt(
                new MapSpec<>(
                        attr.name(), as.type(), as.typeNumber(), as.key(), as.value(), attr.maxEntries(), flags, null),
                fd);
    }

    private MapInfo infoOfOpen(String operation, int fd) {
        MapInfo info = host.mapInfo(fd);
        if (info == null) {
            throw failure(operation, Errno.EBADF);
        }
        return info;
    }

    private static BpfException failure(String operation, Errno errno) {
        return TABLE.of(operation, errno, operation);
    }
}
