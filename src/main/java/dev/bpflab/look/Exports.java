package dev.bpflab.look;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.StackProfile;
import java.nio.charset.StandardCharsets;
import java.nio.file.CopyOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Locale;

/**
 * The words that write what maps hold to files, statically imported at the prompt. A file that exists stays unless
 * {@code REPLACE_EXISTING} is said.
 */
public final class Exports {
    private Exports() {}

    /**
     * Writes a map to a JSON file and returns where it is: {@code name id type keyType valueType keySize valueSize maxEntries
     * flags} and {@code entries} of {@code key value}.
     *
     * @throws BpfException EEXIST when there is such a file already, ENOENT, EACCES and EIO when it cannot be written
     */
    public static Path exportJson(BpfMap<?, ?> map, String file, CopyOption... options) {
        return NewFile.write(operation(map, file), file, replaces(options), out -> MapJson.write(map, out));
    }

    /** Writes a map to a CSV file with a header and returns where it is; columns are {@code key}, {@code value}, {@code key.addr}. */
    public static Path exportCsv(BpfMap<?, ?> map, String file, CopyOption... options) {
        return NewFile.write(operation(map, file), file, replaces(options), out -> MapCsv.write(map, out));
    }

    /** Writes a map to a file whose name says how: {@code counts.json}, {@code counts.csv}; EINVAL for other names. */
    public static Path export(BpfMap<?, ?> map, String file, CopyOption... options) {
        String name = file.toLowerCase(Locale.ROOT);
        if (name.endsWith(".json")) {
            return exportJson(map, file, options);
        }
        if (name.endsWith(".csv")) {
            return exportCsv(map, file, options);
        }
        throw new BpfException(
                operation(map, file), Errno.EINVAL, "its name does not say how", "end it in .json or .csv");
    }

    /** Writes a profile as a flame graph, a page of HTML that works without a network, and returns where it is. */
    public static Path flameGraph(StackProfile<?> profile, String file, CopyOption... options) {
        return NewFile.write(
                "draw flame graph " + file, file, replaces(options), out -> FlamePage.write(profile.folded(), out));
    }

    /** Writes a profile as folded stacks, which tools that draw flame graphs read, and returns where the file is. */
    public static Path exportFolded(StackProfile<?> profile, String file, CopyOption... options) {
        return NewFile.write("fold stacks to " + file, file, replaces(options), out -> {
            for (String line : profile.folded()) {
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private static String operation(BpfMap<?, ?> map, String file) {
        return "export map " + (map.name().isEmpty() ? String.valueOf(map.id()) : "'" + map.name() + "'") + " to "
                + file;
    }

    private static boolean replaces(CopyOption... options) {
        return Arrays.asList(options).contains(StandardCopyOption.REPLACE_EXISTING);
    }
}
