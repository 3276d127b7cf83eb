package dev.bpflab.kernel;

import dev.bpflab.bpf.Symbol;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The functions of one process: its files' own symbols, and the functions that a virtual machine wrote down for perf in
 * {@code /tmp/perf-PID.map}. What has no name of its own is a place in its file.
 */
final class ProcessSymbols {
    /** One line of {@code /proc/PID/maps}; {@code file} is what stands there, such as {@code [vdso]}, or empty. */
    record Mapping(long start, long end, long fileOffset, String file) {}

    /** A function that a virtual machine compiled. */
    private record Compiled(long end, String name) {}

    private final Path proc;
    private final TreeMap<Long, Mapping> mappings = new TreeMap<>();
    private final TreeMap<Long, Compiled> compiled = new TreeMap<>();
    private final ElfFiles files;
    private final Map<String, ElfSymbols> opened = new ConcurrentHashMap<>();

    private ProcessSymbols(Path proc, ElfFiles files) {
        this.proc = proc;
        this.files = files;
    }

    /**
     * Reads what a process has mapped now.
     *
     * @param proc the process's folder, such as {@code /proc/1}
     */
    static ProcessSymbols of(Path proc, ElfFiles files) {
        ProcessSymbols symbols = new ProcessSymbols(proc, files);
        lines(proc.resolve("maps")).forEach(symbols::addMapping);
        lines(proc.resolve("root/tmp/perf-" + proc.getFileName() + ".map")).forEach(symbols::addCompiled);
        return symbols;
    }

    private static List<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private void addMapping(String line) {
        String[] words = line.split(" +", 6);
        String[] range = words[0].split("-", 2);
        if (words.length >= 5 && range.length == 2) {
            long start = Long.parseUnsignedLong(range[0], 16);
            long end = Long.parseUnsignedLong(range[1], 16);
            String file = words.length == 6 ? words[5] : "";
            mappings.put(start, new Mapping(start, end, Long.parseUnsignedLong(words[2], 16), file));
        }
    }

    /** Takes a line of start, length and name; a function that was compiled again stands there twice, the last one counts. */
    private void addCompiled(String line) {
        String[] words = line.split(" ", 3);
        try {
            long start = Long.parseUnsignedLong(words[0].replaceFirst("^0x", ""), 16);
            if (words.length == 3) {
                compiled.put(
                        start,
                        new Compiled(start + Long.parseUnsignedLong(words[1].replaceFirst("^0x", ""), 16), words[2]));
            }
        } catch (NumberFormatException e) {
            // The virtual machine may be writing this line at the moment.
        }
    }

    Optional<Symbol> find(long address) {
        Map.Entry<Long, Compiled> function = compiled.floorEntry(address);
        if (function != null && address < function.getValue().end) {
            return Optional.of(new Symbol(function.getValue().name, address - function.getKey(), ""));
        }
        Map.Entry<Long, Mapping> below = mappings.floorEntry(address);
        if (below == null
                || address >= below.getValue().end
                || below.getValue().file.isEmpty()) {
            return Optional.empty();
        }
        Mapping mapping = below.getValue();
        long inFile = address - mapping.start + mapping.fileOffset;
        String name = mapping.file.substring(mapping.file.lastIndexOf('/') + 1);
        if (!mapping.file.startsWith("/")) {
            return Optional.of(new Symbol(name, inFile, ""));
        }
        return opened.computeIfAbsent(mapping.file, file -> files.symbols(proc.resolve("root" + file)))
                .find(inFile)
                .map(symbol -> new Symbol(symbol.name(), symbol.offset(), name))
                .or(() -> Optional.of(new Symbol(name, inFile, "")));
    }
}
