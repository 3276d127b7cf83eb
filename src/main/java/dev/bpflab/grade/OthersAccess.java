package dev.bpflab.grade;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Optional;
import java.util.Set;

/** What users who are neither a file's owner nor in its group may do with it, by the permissions of the file and the folders above. */
final class OthersAccess {
    private OthersAccess() {}

    /** Returns the folder or file that keeps others from reading this one; empty when nothing does. */
    static Optional<Path> barrier(Path path) throws IOException {
        Path real = path.toRealPath();
        for (Path above = real.getParent(); above != null; above = above.getParent()) {
            if (!allows(above, PosixFilePermission.OTHERS_EXECUTE)) {
                return Optional.of(above);
            }
        }
        boolean open = allows(real, PosixFilePermission.OTHERS_READ)
                && (!Files.isDirectory(real) || allows(real, PosixFilePermission.OTHERS_EXECUTE));
        return open ? Optional.empty() : Optional.of(real);
    }

    private static boolean allows(Path path, PosixFilePermission right) throws IOException {
        Set<PosixFilePermission> rights = Files.getPosixFilePermissions(path);
        return rights.contains(right);
    }
}
