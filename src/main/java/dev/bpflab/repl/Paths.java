package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** File names as people type them. */
final class Paths {
    private Paths() {}

    /** Returns the path; {@code ~} is the home folder. */
    static Path of(String typed) {
        return typed.equals("~") || typed.startsWith("~/")
                ? Path.of(System.getProperty("user.home") + typed.substring(1))
                : Path.of(typed);
    }

    /** Returns the files that begin as typed, folders with a slash. */
    static List<String> matching(String typed) {
        int slash = typed.lastIndexOf('/');
        String folder = typed.substring(0, slash + 1);
        try (Stream<Path> files = Files.list(of(folder.isEmpty() ? "." : folder))) {
            return files.map(file -> folder + file.getFileName() + (Files.isDirectory(file) ? "/" : ""))
                    .filter(name -> name.startsWith(typed))
                    .sorted()
                    .toList();
        } catch (IOException | RuntimeException unreadable) {
            return List.of();
        }
    }

    /** Returns why a file cannot be used, in words. */
    static String reason(Exception e) {
        if (e instanceof NoSuchFileException) {
            return text("file.missing");
        }
        return e instanceof AccessDeniedException ? text("file.forbidden") : String.valueOf(e.getMessage());
    }
}
