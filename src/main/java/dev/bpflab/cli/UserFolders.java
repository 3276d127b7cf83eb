package dev.bpflab.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folders of the person at the keyboard, by the XDG base directory specification. Under sudo they are those of the
 * user who called it, and what is created there belongs to that user: progress made as root is still the learner's own.
 */
final class UserFolders {
    private final Map<String, String> environment;
    private final Path home;
    private final @Nullable String sudoUser;

    private UserFolders(Map<String, String> environment, Path home, @Nullable String sudoUser) {
        this.environment = environment;
        this.home = home;
        this.sudoUser = sudoUser;
    }

    /** Returns the folders of whoever this environment says is working. */
    static UserFolders of(Map<String, String> environment, Path passwd) {
        String user = environment.get("SUDO_USER");
        if (user != null && !user.equals("root")) {
            Optional<Path> home = homeOf(user, passwd);
            if (home.isPresent()) {
                return new UserFolders(environment, home.get(), user);
            }
        }
        String home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        return new UserFolders(environment, Path.of(home), null);
    }

    /** Returns folders below another, for a run of which nothing is to stay. */
    static UserFolders at(Path home) {
        return new UserFolders(Map.of(), home, null);
    }

    /** Returns where progress, saved sessions and history live. */
    Path state() {
        return folder("XDG_STATE_HOME", ".local/state");
    }

    /** Returns where what can be made again lives. */
    Path cache() {
        return folder("XDG_CACHE_HOME", ".cache");
    }

    /** Creates a folder of ours with its parents. */
    Path create(Path folder) throws IOException {
        return Files.createDirectories(folder);
    }

    /** Gives everything of ours, and the folders above it, to the user behind sudo. Called when bpflab ends. */
    void giveBack() {
        if (sudoUser == null) {
            return;
        }
        for (Path root : List.of(state(), cache())) {
            for (Path above = root.getParent(); above != null && !above.equals(home); above = above.getParent()) {
                giveToUser(above);
            }
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    files.forEach(this::giveToUser);
                } catch (IOException unreadable) {
                    // The folder is the user's own business then; nothing of the session depends on it.
                    return;
                }
            }
        }
    }

    /** Gives a file that is root's to whom the home directory belongs. */
    private void giveToUser(Path path) {
        try {
            if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && id(path, "unix:uid") == 0) {
                Files.setAttribute(path, "unix:uid", id(home, "unix:uid"), LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(path, "unix:gid", id(home, "unix:gid"), LinkOption.NOFOLLOW_LINKS);
            }
        } catch (IOException | UnsupportedOperationException refused) {
            // A file system without owners, or one that root may not change: the file stays root's.
            return;
        }
    }

    private static int id(Path path, String attribute) throws IOException {
        return (int) Files.getAttribute(path, attribute, LinkOption.NOFOLLOW_LINKS);
    }

    private Path folder(String variable, String below) {
        // sudo may keep root's own XDG variables; they are not the caller's.
        String named = sudoUser == null ? environment.get(variable) : null;
        Path base = named != null && Path.of(named).isAbsolute() ? Path.of(named) : home.resolve(below);
        return base.resolve("bpflab");
    }

    private static Optional<Path> homeOf(String user, Path passwd) {
        try (Stream<String> lines = Files.lines(passwd, StandardCharsets.UTF_8)) {
            return lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 5 && fields[0].equals(user))
                    .map(fields -> Path.of(fields[5]))
                    .findFirst();
        } catch (IOException | java.io.UncheckedIOException unreadable) {
            return Optional.empty();
        }
    }
}
