package dev.bpflab.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where cgroups are made, by what /proc says of mounts and of the process, as on machines with either version or both. */
class CgroupParentsTest {
    @TempDir
    Path mount;

    private CgroupParents find(String own, String... mounts) {
        return CgroupParents.find(List.of(mounts), List.of(own.split("\n")));
    }

    private String second() {
        return "30 23 0:26 / " + mount + " rw,nosuid shared:4 - cgroup2 cgroup2 rw,nsdelegate";
    }

    private String first(String controllers) {
        return "34 31 0:31 / " + mount + " rw,relatime - cgroup cgroup rw," + controllers;
    }

    private Path group(String path, String passesOn) throws IOException {
        Path group = Files.createDirectories(mount.resolve(path));
        Files.writeString(group.resolve("cgroup.subtree_control"), passesOn);
        Files.writeString(group.resolve("cgroup.procs"), "");
        return group;
    }

    @Test
    void ofTheSecondVersionItIsTheNearestGroupAboveThatPassesTheControllerOn() throws IOException {
        group("", "cpu memory pids");
        Path slice = group("user.slice/user-0.slice", "memory pids\n");
        group("user.slice/user-0.slice/session-1.scope", "");
        CgroupParents parents = find("0::/user.slice/user-0.slice/session-1.scope", second());
        assertThat(parents.memory()).contains(slice);
        assertThat(parents.tasks()).contains(slice);
    }

    @Test
    void aControllerThatNobodyPassesOnIsNotThere() throws IOException {
        group("", "cpu pids");
        CgroupParents parents = find("0::/", second());
        assertThat(parents.memory()).isEmpty();
        assertThat(parents.tasks()).contains(mount);
    }

    @Test
    void ofTheFirstVersionItIsTheGroupThatWeAreIn() throws IOException {
        Path own = Files.createDirectories(mount.resolve("docker/abc"));
        CgroupParents parents = find("9:name=systemd:/\n4:cpu,memory:/docker/abc\n0::/", first("memory"));
        assertThat(parents.memory()).contains(own);
        assertThat(parents.tasks()).isEmpty();
    }

    @Test
    void inAContainerItsOwnGroupIsTheRootOfWhatIsMounted() {
        String mounted = "34 31 0:31 /docker/abc " + mount + " ro,relatime - cgroup cgroup rw,pids";
        assertThat(find("4:pids:/docker/abc", mounted).tasks()).contains(mount);
    }

    @Test
    void whereNothingIsMountedThereIsNone() {
        assertThat(find("0::/", "22 27 0:21 / /proc rw,relatime - proc proc rw"))
                .isEqualTo(CgroupParents.NONE);
    }
}
