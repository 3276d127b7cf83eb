package dev.bpflab.session;

import java.util.List;
import java.util.stream.Stream;

/**
 * What every session has imported: the vocabulary, its types, and what JShell imports by itself.
 *
 * <p>Where two rows bring the same name, the single-name import that stands for it decides: it shadows both.
 */
public final class Preload {
    private static final List<String> STATIC = List.of(
            "dev.bpflab.bpf.Bpf.*",
            "dev.bpflab.bpf.Values.*",
            "dev.bpflab.bpf.Codecs.*",
            "dev.bpflab.bpf.MapType.*",
            "dev.bpflab.bpf.MapFlag.*",
            "dev.bpflab.bpf.UpdateFlag.*",
            "dev.bpflab.bpf.ProgramType.*",
            "dev.bpflab.pattern.Patterns.*",
            "dev.bpflab.look.Exports.*",
            "dev.bpflab.asm.Asm.*",
            "dev.bpflab.isa.Reg.*",
            "dev.bpflab.isa.Size.*",
            "dev.bpflab.isa.JmpOp.*",
            "java.nio.file.StandardCopyOption.REPLACE_EXISTING",
            // Both a map type and a program type; learners make maps first.
            "dev.bpflab.bpf.MapType.STRUCT_OPS");

    private static final List<String> TYPES = List.of(
            "dev.bpflab.bpf.*",
            "dev.bpflab.isa.*",
            "dev.bpflab.asm.*",
            "dev.bpflab.pattern.*",
            "java.io.*",
            "java.math.*",
            "java.net.*",
            "java.nio.ByteBuffer",
            "java.nio.file.*",
            "java.time.Duration",
            "java.util.*",
            "java.util.concurrent.*",
            "java.util.function.*",
            "java.util.prefs.*",
            "java.util.regex.*",
            "java.util.stream.*");

    private Preload() {}

    /** Returns the names that are imported statically: {@code class.*} or {@code class.member}. */
    static List<String> staticNames() {
        return STATIC;
    }

    /** Returns the folders, below that of the sources, in which the vocabulary stands. */
    static List<String> folders() {
        return Stream.concat(STATIC.stream(), TYPES.stream())
                .filter(name -> name.startsWith("dev.bpflab."))
                .map(name -> name.replaceFirst("\\.(?:[A-Z*].*)$", "").replace('.', '/'))
                .distinct()
                .sorted()
                .toList();
    }

    /** Returns the packages whose types need no import, each with a dot after it. */
    static List<String> typePackages() {
        return Stream.concat(Stream.of("java.lang.*"), TYPES.stream())
                .map(name -> name.replaceFirst("[^.]*$", ""))
                .distinct()
                .toList();
    }

    /** Returns the import declarations, each as a snippet. */
    public static List<String> imports() {
        return Stream.concat(
                        STATIC.stream().map(name -> "import static " + name + ";"),
                        TYPES.stream().map(name -> "import " + name + ";"))
                .toList();
    }
}
