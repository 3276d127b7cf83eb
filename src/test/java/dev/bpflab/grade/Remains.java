package dev.bpflab.grade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.kernel.Orphans;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run could leave behind on the machine, as it is at one time: descriptors and threads of ours, mounts, processes that were
 * started confined, cgroups of ours, and files where everybody may make some.
 */
record Remains(
        long descriptors,
        Set<String> threads,
        List<String> mounts,
        List<String> processes,
        Set<String> groups,
        Set<String> files) {
    private static final List<String> EVERYBODYS =
            List.of("/", "/tmp", "/var/tmp", "/dev/shm", "/run", "/run/lock", "/dev/mqueue");

    static Remains now() throws IOException {
        return new Remains(
                ownDescriptors(),
                Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(name -> name.matches("bpflab-(confined|errors)"))
                        .collect(Collectors.toCollection(TreeSet::new)),
                mountsOfBubblewrap(),
                submissionProcesses(),
                ourGroups(),
                foreignFiles());
    }

    /** Asserts that nothing is there that was not there before. */
    void areAllThereIs() throws IOException {
        Remains after = now();
        assertThat(after.processes).as("processes").isEqualTo(processes);
        assertThat(after.threads).as("threads").isEqualTo(threads);
        assertThat(after.groups).as("cgroups").isEqualTo(groups);
        assertThat(after.files).as("files").isEqualTo(files);
        assertThat(after.mounts).as("mounts").isEqualTo(mounts);
        assertThat(after.descriptors).as("descriptors").isLessThanOrEqualTo(descriptors);
    }

    /** Of the kinds that starting a process takes; the JDK keeps others open from their first use. */
    private static long ownDescriptors() throws IOException {
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
            return descriptors
                    .filter(descriptor -> {
                        try {
                            return Files.readSymbolicLink(descriptor)
                                    .toString()
                                    .matches(".*(pipe:|memfd|pidfd|landlock).*");
                        } catch (IOException closed) {
                            return false;
                        }
                    })
                    .count();
        }
    }

    /** Others on this machine may mount and unmount too; bubblewrap's are below these names until it hides what was there. */
    private static List<String> mountsOfBubblewrap() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .filter(line -> line.matches(".*(newroot|oldroot|bubblewrap|\\.bwrap).*"))
                .toList();
    }

    private static List<String> submissionProcesses() {
        return Orphans.of(ProcessHandle.current().pid()).stream()
                .map(Orphans.Orphan::comm)
                .toList();
    }

    private static boolean isSubmissionUser(String user) {
        return user.matches("\\d+") && Long.parseLong(user) >= 60_706 && Long.parseLong(user) <= 61_183;
    }

    private static Set<String> ourGroups() throws IOException {
        Set<String> groups = new TreeSet<>();
        CgroupParents parents = CgroupParents.find();
        for (Path parent : Stream.concat(parents.memory().stream(), parents.tasks().stream())
                .toList()) {
            names(parent).stream()
                    .filter(name ->
                            name.startsWith("bpflab-" + ProcessHandle.current().pid() + "-"))
                    .forEach(groups::add);
        }
        return groups;
    }

    /** Files that belong to a user of a submission, wherever every user may make files. */
    private static Set<String> foreignFiles() throws IOException {
        Set<String> foreign = new TreeSet<>();
        for (String folder : EVERYBODYS) {
            for (String name : Files.isDirectory(Path.of(folder)) ? names(Path.of(folder)) : Set.<String>of()) {
                Path file = Path.of(folder, name);
                try {
                    int owner = (Integer) Files.getAttribute(file, "unix:uid", java.nio.file.LinkOption.NOFOLLOW_LINKS);
                    if (isSubmissionUser(Integer.toString(owner))) {
                        foreign.add(file.toString());
                    }
                } catch (IOException gone) {
                    // A file that is gone meanwhile is none that remains.
                }
            }
        }
        return foreign;
    }

    private static Set<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName())).collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
