package dev.bpflab.grade;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds what was handed in: every {@code .jsh} file below a folder, and each folder directly in it in which there is none. A
 * link to another file of the folder is followed; one that leads elsewhere, and what is no file, is listed with that problem.
 */
final class SubmissionFolder extends SimpleFileVisitor<Path> {
    private static final String END = ".jsh";

    private final Path root;
    private final Path except;
    private final Map<EscapedName, HandedIn> found = new TreeMap<>();
    private final Set<EscapedName> folders = new HashSet<>();

    private SubmissionFolder(Path root, Path except) {
        this.root = root;
        this.except = except;
    }

    /**
     * Returns what was handed in, sorted by the bytes of its names.
     *
     * @param except a folder that is left out, such as that of the reports
     */
    static List<HandedIn> list(Path folder, Path except) throws IOException {
        SubmissionFolder visitor = new SubmissionFolder(
                folder.toRealPath(), Files.exists(except) ? except.toRealPath() : except.toAbsolutePath());
        Files.walkFileTree(visitor.root, visitor);
        visitor.noteEmptyFolders();
        return List.copyOf(visitor.found.values());
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
        if (folder.equals(except)) {
            return FileVisitResult.SKIP_SUBTREE;
        }
        if (root.equals(folder.getParent())) {
            folders.add(EscapedName.of(root, folder));
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
        EscapedName name = EscapedName.of(root, file);
        if (name.endsWith(END)) {
            add(name, file, attributes.isSymbolicLink());
        }
        return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException failure) {
        EscapedName name = EscapedName.of(root, file);
        found.put(
                name,
                handedIn(name, file, "it cannot be read (" + failure.getClass().getSimpleName() + ")"));
        return FileVisitResult.CONTINUE;
    }

    private void add(EscapedName name, Path file, boolean link) {
        Path target = file;
        String problem = "";
        if (link) {
            try {
                target = file.toRealPath();
                problem = target.startsWith(root) ? "" : "it is a link that leads out of the folder";
            } catch (IOException broken) {
                problem = "it is a link that leads nowhere";
            }
        }
        found.put(name, handedIn(name, target, problem));
    }

    private static HandedIn handedIn(EscapedName name, Path file, String problem) {
        String student = name.first().text();
        boolean alone = name.first().equals(name) && name.endsWith(END);
        return new HandedIn(
                name.text(), alone ? student.substring(0, student.length() - END.length()) : student, file, problem);
    }

    private void noteEmptyFolders() {
        Set<EscapedName> empty = new HashSet<>(folders);
        found.keySet().forEach(name -> empty.remove(name.first()));
        for (EscapedName folder : empty) {
            found.put(folder, handedIn(folder, root, "there is no .jsh file in this folder"));
        }
    }
}
