package dev.bpflab.grade.agent;

import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapInfo;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ObjectKind;
import java.util.HashMap;
import java.util.Map;

/** Keeps the maps of one submission from filling the grader's memory: together they may grow to so much when they are full. */
final class MapMemory {
    private static final long MOST_BYTES = 256L << 20;
    private static final int MOST_MAPS = 512;

    /** What an element takes besides its key and value, about. */
    private static final int OF_AN_ELEMENT = 64;

    private final BpfHost host;
    private final Map<Integer, Long> bytesById = new HashMap<>();

    MapMemory(BpfHost host) {
        this.host = host;
    }

    /** Returns 0 when there is room for one more such map, or the negated errno of what is lacking. */
    int check(MapAttr attr) {
        Map<Integer, Long> alive = new HashMap<>();
        for (int id = host.nextId(ObjectKind.MAP, 0); id > 0; id = host.nextId(ObjectKind.MAP, id)) {
            alive.put(id, bytesById.computeIfAbsent(id, this::bytes));
        }
        bytesById.keySet().retainAll(alive.keySet());
        long taken = alive.values().stream().mapToLong(bytes -> bytes).sum();
        if (alive.size() >= MOST_MAPS) {
            return Errno.EMFILE.result();
        }
        return taken + bytes(attr) > MOST_BYTES ? Errno.ENOMEM.result() : 0;
    }

    private long bytes(int id) {
        int fd = host.openById(ObjectKind.MAP, id, 0);
        MapInfo info = fd < 0 ? null : host.mapInfo(fd);
        host.close(fd);
        return info == null ? 0 : bytes(info.attr());
    }

    private long bytes(MapAttr attr) {
        MapType type = MapType.ofNumber(attr.type()).orElse(MapType.UNSPEC);
        long entries = Integer.toUnsignedLong(attr.maxEntries());
        if (type == MapType.RINGBUF) {
            return entries;
        }
        long element = Integer.toUnsignedLong(attr.keySize())
                + type.valueBytes(attr.valueSize(), host.possibleCpus())
                + OF_AN_ELEMENT;
        return Math.multiplyHigh(entries, element) != 0 || entries * element < 0
                ? Long.MAX_VALUE / 2
                : Math.min(entries * element, Long.MAX_VALUE / 2);
    }
}
