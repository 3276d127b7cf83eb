package dev.bpflab.bpf;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;

/**
 * The open maps of a workspace, oldest first, known without being kept: a map that nobody can reach any more and that was
 * never closed is closed when the next one is made or the list is looked at.
 */
final class OpenMaps {
    private final BpfHost host;
    private final List<Entry> entries = new ArrayList<>();

    private static final class Entry extends WeakReference<BpfMap<?, ?>> {
        private final int fd;

        Entry(BpfMap<?, ?> map, int fd) {
            super(map);
            this.fd = fd;
        }
    }

    OpenMaps(BpfHost host) {
        this.host = host;
    }

    synchronized void add(BpfMap<?, ?> map, int fd) {
        entries.add(new Entry(map, fd));
    }

    /** Takes a map off the list, whose descriptor is the caller's to close. */
    synchronized void remove(BpfMap<?, ?> map) {
        entries.removeIf(entry -> entry.refersTo(map));
    }

    synchronized List<BpfMap<?, ?>> all() {
        closeUnreachable();
        List<BpfMap<?, ?>> maps = new ArrayList<>();
        for (Entry entry : entries) {
            BpfMap<?, ?> map = entry.get();
            if (map != null) {
                maps.add(map);
            }
        }
        return List.copyOf(maps);
    }

    /** Closes the descriptors of maps that were collected. */
    synchronized void closeUnreachable() {
        entries.removeIf(entry -> {
            boolean collected = entry.refersTo(null);
            if (collected) {
                host.close(entry.fd);
            }
            return collected;
        });
    }
}
