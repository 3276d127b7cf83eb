package dev.bpflab.grade;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Below which cgroups we may make our own, for each controller.
 *
 * @param memory where memory can be limited
 * @param tasks where the number of processes and threads can be
 */
record CgroupParents(Optional<Path> memory, Optional<Path> tasks) {
    static final CgroupParents NONE = new CgroupParents(Optional.empty(), Optional.empty());

    /** A line of /proc/self/mountinfo: the root within the hierarchy, where it is mounted, then the type and its options. */
    private static final Pattern MOUNT = Pattern.compile("\\d+ \\d+ \\S+ (\\S+) (\\S+) .* - (cgroup2?) \\S+ (\\S+)");

    /** Looks what there is, of version 1 or 2 or of both, as often on machines that were upgraded. */
    static CgroupParents find() {
        try {
            return find(
                    Files.readAllLines(Path.of("/proc/self/mountinfo"), StandardCharsets.ISO_8859_1),
                    Files.readAllLines(Path.of("/proc/self/cgroup"), StandardCharsets.ISO_8859_1));
        } catch (IOException notLinux) {
            return NONE;
        }
    }

    static CgroupParents find(List<String> mounts, List<String> groups) {
        return new CgroupParents(parent("memory", mounts, groups), parent("pids", mounts, groups));
    }

    private static Optional<Path> parent(String controller, List<String> mounts, List<String> groups) {
        for (String line : mounts) {
            Matcher mount = MOUNT.matcher(line);
            if (!mount.matches()) {
                continue;
            }
            boolean second = mount.group(3).equals("cgroup2");
            if (!second && !Arrays.asList(mount.group(4).split(",")).contains(controller)) {
                continue;
            }
            Optional<Path> parent = own(second ? "" : controller, groups)
                    .map(own -> below(mount.group(1), Path.of(mount.group(2)), own))
                    .flatMap(own -> second ? delegated(own, Path.of(mount.group(2)), controller) : Optional.of(own))
                    .filter(Files::isWritable);
            if (parent.isPresent()) {
                return parent;
            }
        }
        return Optional.empty();
    }

    /** Returns the path of the group that we are in: the third field of its line, whose second names the controllers. */
    private static Optional<String> own(String controller, List<String> groups) {
        return groups.stream()
                .map(line -> line.split(":", 3))
                .filter(fields -> fields.length == 3
                        && (controller.isEmpty()
                                ? fields[0].equals("0")
                                : Arrays.asList(fields[1].split(",")).contains(controller)))
                .map(fields -> fields[2])
                .findFirst();
    }

    private static Path below(String root, Path mount, String own) {
        String relative = own.startsWith(root) ? own.substring(root.length()) : own;
        return mount.resolve(relative.replaceFirst("^/+", ""));
    }

    /**
     * A group of version 2 in which processes are cannot pass a controller on; one above it can. Returns the nearest that does
     * and lets us make groups and move processes.
     */
    private static Optional<Path> delegated(Path own, Path mount, String controller) {
        for (Path group = own; group != null && group.startsWith(mount); group = group.getParent()) {
            try {
                String passed = Files.readString(group.resolve("cgroup.subtree_control"), StandardCharsets.US_ASCII);
                if (Arrays.asList(passed.strip().split(" ")).contains(controller)
                        && Files.isWritable(group)
                        && Files.isWritable(group.resolve("cgroup.procs"))) {
                    return Optional.of(group);
                }
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }
}
