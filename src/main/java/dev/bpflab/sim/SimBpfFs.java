package dev.bpflab.sim;

import dev.bpflab.bpf.Errno;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The simulated machine's file system as far as pins can tell: a BPF file system at {@code /sys/fs/bpf}, mounted and without
 * directories in it, and a few directories that are not in it. Relative paths begin at the root. Pins last as long as the
 * kernel.
 */
final class SimBpfFs {
    private static final String MOUNT = "/sys/fs/bpf";
    private static final Set<String> DIRECTORIES = Set.of("/", "/sys", "/sys/fs", MOUNT, "/tmp");
    private static final int MAX_PATH = 4096;
    private static final int MAX_NAME = 255;

    private final Map<String, SimObject> pins = new TreeMap<>();

    /** Where a path leads: an errno, or a directory and a name in it, empty when the directory itself is meant. */
    private record Place(int refusal, String directory, String name) {
        static Place refused(Errno errno) {
            return new Place(errno.result(), "", "");
        }

        boolean isDirectory() {
            return name.isEmpty();
        }

        boolean isInBpfFs() {
            return directory.equals(MOUNT);
        }
    }

    /** Pins an object, to which the caller has a reference, under a path; returns 0 or a negated errno. */
    synchronized int pin(SimObject object, String path) {
        Place place = find(path);
        if (place.refusal != 0) {
            return place.refusal;
        }
        if (place.isDirectory() || pinned(place) != null) {
            return Errno.EEXIST.result();
        }
        if (path.endsWith("/")) {
            return Errno.ENOENT.result();
        }
        if (!place.isInBpfFs()) {
            return Errno.EPERM.result();
        }
        object.acquire();
        pins.put(place.name, object);
        return 0;
    }

    /** Returns what is pinned at a path with a reference added that the caller must release; null when nothing is. */
    synchronized @Nullable SimObject acquire(String path) {
        SimObject pinned = path.endsWith("/") ? null : pinned(find(path));
        if (pinned != null) {
            pinned.acquire();
        }
        return pinned;
    }

    /** Returns the negated errno of a path at which nothing is pinned. */
    synchronized int refusal(String path) {
        Place place = find(path);
        if (place.refusal != 0) {
            return place.refusal;
        }
        if (pinned(place) != null) {
            return Errno.ENOTDIR.result();
        }
        return place.isDirectory() ? Errno.EACCES.result() : Errno.ENOENT.result();
    }

    /** Takes a pin and its reference away; returns 0 or a negated errno. */
    int unpin(String path) {
        SimObject gone;
        synchronized (this) {
            Place place = find(path);
            if (place.refusal != 0) {
                return place.refusal;
            }
            if (place.isDirectory()) {
                return Errno.EPERM.result();
            }
            if (path.endsWith("/") && pinned(place) != null) {
                return Errno.ENOTDIR.result();
            }
            gone = place.isInBpfFs() ? pins.remove(place.name) : null;
        }
        if (gone == null) {
            return Errno.ENOENT.result();
        }
        gone.release();
        return 0;
    }

    private Place find(String path) {
        if (path.indexOf('\0') >= 0) {
            return Place.refused(Errno.EINVAL);
        }
        if (bytes(path) >= MAX_PATH) {
            return Place.refused(Errno.ENAMETOOLONG);
        }
        if (path.isEmpty()) {
            return Place.refused(Errno.ENOENT);
        }
        String directory = "/";
        String name = "";
        for (String step : path.split("/", -1)) {
            if (!name.isEmpty() && !step.isEmpty()) {
                return Place.refused(pinned(new Place(0, directory, name)) != null ? Errno.ENOTDIR : Errno.ENOENT);
            }
            if (bytes(step) > MAX_NAME) {
                return Place.refused(Errno.ENAMETOOLONG);
            }
            if (step.equals("..")) {
                directory = directory.substring(0, Math.max(1, directory.lastIndexOf('/')));
            } else if (!step.isEmpty() && !step.equals(".")) {
                String below = (directory.equals("/") ? "" : directory) + "/" + step;
                if (DIRECTORIES.contains(below)) {
                    directory = below;
                } else if (directory.equals(MOUNT) && step.indexOf('.') >= 0) {
                    return Place.refused(Errno.EPERM);
                } else {
                    name = step;
                }
            }
        }
        return new Place(0, directory, name);
    }

    private @Nullable SimObject pinned(Place place) {
        return place.isInBpfFs() ? pins.get(place.name) : null;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
