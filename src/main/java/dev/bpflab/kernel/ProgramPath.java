package dev.bpflab.kernel;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/** Finds the file that a command name stands for, as a shell does. */
final class ProgramPath {
    private ProgramPath() {}

    /** Returns the program's absolute path; ENOENT or EACCES when there is none that can be executed. */
    static Path find(String command, String operation) {
        if (command.isBlank()) {
            throw new BpfException(operation, Errno.ENOENT, "the command is empty", "name a program, such as \"true\"");
        }
        try {
            if (command.contains("/")) {
                return executable(Path.of(command).toAbsolutePath(), operation);
            }
            for (String directory :
                    System.getenv().getOrDefault("PATH", "/usr/bin:/bin").split(":", -1)) {
                Path candidate = Path.of(directory, command).toAbsolutePath();
                if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    return candidate;
                }
            }
        } catch (InvalidPathException e) {
            throw new BpfException(operation, Errno.ENOENT, "that is no file name", "name a program, such as \"true\"");
        }
        throw new BpfException(
                operation,
                Errno.ENOENT,
                "there is no such program on the PATH",
                command.strip().contains(" ")
                        ? "name a program alone, without arguments"
                        : "check the spelling, or give its full path");
    }

    private static Path executable(Path program, String operation) {
        if (!Files.isRegularFile(program)) {
            throw new BpfException(operation, Errno.ENOENT, "there is no such program", "check the path");
        }
        if (!Files.isExecutable(program)) {
            throw new BpfException(operation, Errno.EACCES, "the file may not be executed", "chmod +x it");
        }
        return program;
    }
}
