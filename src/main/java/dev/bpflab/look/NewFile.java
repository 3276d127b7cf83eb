package dev.bpflab.look;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes a file that is there whole or not at all. What stood under the name stays unless it is told to go, a symbolic link
 * is never followed, and only a file or a link is ever replaced.
 */
final class NewFile {
    private static final Pattern HOME = Pattern.compile("~(?=/|$)");

    private NewFile() {}

    /** Writes what is in a file. */
    @FunctionalInterface
    interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * Writes a file; {@code ~} is the home folder.
     *
     * @param operation what messages call it
     * @param replace whether what stands under the name may go
     * @throws BpfException EEXIST when it may not; ENOENT, EACCES and EIO
     */
    static Path write(String operation, String name, boolean replace, Content content) {
        try {
            String home = Matcher.quoteReplacement(System.getProperty("user.home"));
            Path target = Path.of(HOME.matcher(name).replaceFirst(home)).toAbsolutePath();
            check(operation, target, replace);
            Path temporary = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
            try {
                try (OutputStream out = new BufferedOutputStream(
                        Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE))) {
                    content.writeTo(out);
                }
                place(temporary, target, replace);
            } finally {
                Files.deleteIfExists(temporary);
            }
            return target;
        } catch (FileAlreadyExistsException e) {
            throw exists(operation);
        } catch (NoSuchFileException e) {
            throw new BpfException(operation, Errno.ENOENT, "there is no such folder", "make it, or name another");
        } catch (AccessDeniedException e) {
            throw new BpfException(operation, Errno.EACCES, "you may not write there", "name another folder");
        } catch (InvalidPathException e) {
            throw new BpfException(operation, Errno.EINVAL, "that is no name of a file", "give another one");
        } catch (IOException e) {
            throw new BpfException(operation, Errno.EIO, String.valueOf(e.getMessage()), "look at the disk");
        }
    }

    private static void check(String operation, Path target, boolean replace) {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            if (!Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS) && !Files.isSymbolicLink(target)) {
                throw new BpfException(
                        operation, Errno.EINVAL, "a folder or a device has this name", "give the name of a file");
            }
            if (!replace) {
                throw exists(operation);
            }
        }
    }

    private static BpfException exists(String operation) {
        return new BpfException(
                operation,
                Errno.EEXIST,
                "there is something of this name already",
                "give another name, or say REPLACE_EXISTING, at the prompt --replace");
    }

    /** A hard link, unlike a move, fails when somebody else was faster. */
    private static void place(Path temporary, Path target, boolean replace) throws IOException {
        if (replace) {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return;
        }
        try {
            Files.createLink(target, temporary);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | UnsupportedOperationException noHardLinks) {
            Files.move(temporary, target);
        }
    }
}
