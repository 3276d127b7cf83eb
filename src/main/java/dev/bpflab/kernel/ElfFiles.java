package dev.bpflab.kernel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.LinkedHashMap;
import java.util.Map;

/** The symbols of the files that were asked for last: many processes have the same libraries. */
final class ElfFiles {
    private static final int MOST = 32;

    /** Which file it is, also under other names, and which state of it. */
    private record Version(Object key, long size, long modified) {}

    private final Map<Version, ElfSymbols> read = new LinkedHashMap<>(MOST, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Version, ElfSymbols> eldest) {
            return size() > MOST;
        }
    };

    /** Returns the symbols of a file; of one that cannot be read none. */
    synchronized ElfSymbols symbols(Path file) {
        return read.computeIfAbsent(version(file), unused -> ElfSymbols.read(file));
    }

    private static Version version(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            Object key = attributes.fileKey();
            return new Version(
                    key == null ? file : key,
                    attributes.size(),
                    attributes.lastModifiedTime().toMillis());
        } catch (IOException e) {
            return new Version(file, -1, -1);
        }
    }
}
