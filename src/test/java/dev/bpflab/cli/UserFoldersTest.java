package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFoldersTest {
    @TempDir
    Path temp;

    @Test
    void areBelowHome() {
        UserFolders folders = UserFolders.of(Map.of("HOME", "/home/ada"), temp.resolve("none"));
        assertThat(folders.state()).isEqualTo(Path.of("/home/ada/.local/state/bpflab"));
        assertThat(folders.cache()).isEqualTo(Path.of("/home/ada/.cache/bpflab"));
    }

    @Test
    void followTheXdgVariablesWhenTheyAreAbsolute() {
        Map<String, String> environment =
                Map.of("HOME", "/home/ada", "XDG_STATE_HOME", "/data/state", "XDG_CACHE_HOME", "odd");
        UserFolders folders = UserFolders.of(environment, temp.resolve("none"));
        assertThat(folders.state()).isEqualTo(Path.of("/data/state/bpflab"));
        assertThat(folders.cache()).isEqualTo(Path.of("/home/ada/.cache/bpflab"));
    }

    @Test
    void areTheCallersOwnUnderSudo() throws IOException {
        Path passwd = Files.writeString(
                temp.resolve("passwd"), "root:x:0:0::/root:/bin/sh\nada:x:1000:1000:Ada:/home/ada:/bin/sh\n");
        Map<String, String> environment = Map.of("HOME", "/root", "SUDO_USER", "ada", "XDG_STATE_HOME", "/root/state");
        assertThat(UserFolders.of(environment, passwd).state()).isEqualTo(Path.of("/home/ada/.local/state/bpflab"));
    }

    @Test
    void areRootsWhenTheCallerOfSudoIsUnknown() throws IOException {
        Path passwd = Files.writeString(temp.resolve("passwd"), "root:x:0:0::/root:/bin/sh\n");
        Map<String, String> environment = Map.of("HOME", "/root", "SUDO_USER", "ghost");
        assertThat(UserFolders.of(environment, passwd).state()).isEqualTo(Path.of("/root/.local/state/bpflab"));
    }

    @Test
    void areCreatedWithTheirParents() throws IOException {
        UserFolders folders = UserFolders.of(Map.of("HOME", temp.toString()), temp.resolve("none"));
        assertThat(folders.create(folders.state())).isDirectory();
    }

    @Test
    void whatRootMadeBelongsToTheCallerOfSudoInTheEnd() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can give files away");
        Path home = Files.createDirectory(temp.resolve("ada"));
        Files.setAttribute(home, "unix:uid", 12345);
        Files.setAttribute(home, "unix:gid", 12346);
        Path passwd = Files.writeString(temp.resolve("passwd"), "ada:x:12345:12346:Ada:" + home + ":/bin/sh\n");
        UserFolders folders = UserFolders.of(Map.of("HOME", "/root", "SUDO_USER", "ada"), passwd);
        Path file = Files.writeString(folders.create(folders.state()).resolve("history"), "1 + 1");
        Path elsewhere = Files.writeString(temp.resolve("elsewhere"), "not ours");
        Files.createSymbolicLink(folders.state().resolve("link"), elsewhere);
        folders.giveBack();
        for (Path given : List.of(file, folders.state(), home.resolve(".local/state"), home.resolve(".local"))) {
            assertThat(Files.getAttribute(given, "unix:uid"))
                    .as(given.toString())
                    .isEqualTo(12345);
            assertThat(Files.getAttribute(given, "unix:gid"))
                    .as(given.toString())
                    .isEqualTo(12346);
        }
        assertThat(Files.getAttribute(elsewhere, "unix:uid")).isEqualTo(0);
    }
}
