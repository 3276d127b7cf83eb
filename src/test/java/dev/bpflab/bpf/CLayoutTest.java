package dev.bpflab.bpf;

import static dev.bpflab.bpf.Codecs.array;
import static dev.bpflab.bpf.Codecs.field;
import static dev.bpflab.bpf.Codecs.struct;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A C compiler that reads a printed layout places every field where the codec does; skipped where there is none. */
class CLayoutTest {
    private record Mixed(byte a, long b, short c, int d, boolean e, String name, int port) {}

    private record Addresses(byte first, String mac, String v6, byte last, String v4) {}

    private record Inner(short s, byte b) {}

    private record Outer(byte b, Inner one, List<Inner> many, long l, Inner last) {}

    private static final Struct<Mixed> MIXED =
            struct(Mixed.class, field("name", Codecs.COMM), field("port", Codecs.U16BE));
    private static final Struct<Outer> OUTER = struct(Outer.class, field("many", array(struct(Inner.class), 3)));

    static Stream<Struct<?>> structs() {
        Struct<Addresses> addresses =
                struct(Addresses.class, field("mac", Codecs.MAC), field("v6", Codecs.IPV6), field("v4", Codecs.IPV4));
        return Stream.of(StructTest.CONN, MIXED, MIXED.packed(), addresses, addresses.packed(), OUTER, OUTER.packed());
    }

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("structs")
    void liesAsTheCompilerPlacesIt(Struct<?> struct) throws IOException, InterruptedException {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                        .anyMatch(path -> Files.isExecutable(Path.of(path, "cc"))
                                && Files.exists(Path.of("/usr/include/linux/types.h"))),
                "needs a C compiler and the kernel's headers");
        StringBuilder source = new StringBuilder("#include <linux/types.h>\n#include <netinet/in.h>\n"
                + "#include <stdbool.h>\n#include <stddef.h>\n" + struct + "\n");
        assertThat(struct.members()).isNotEmpty();
        String type = "struct " + struct.name();
        for (Member member : struct.members()) {
            String place = "offsetof(" + type + ", " + member.name() + ") == " + member.offset();
            source.append("_Static_assert(")
                    .append(place)
                    .append(", \"")
                    .append(place)
                    .append("\");\n");
        }
        source.append("_Static_assert(sizeof(" + type + ") == " + struct.size() + ", \"size\");\n");
        source.append("_Static_assert(_Alignof(" + type + ") == " + struct.alignment() + ", \"alignment\");\n");
        Path file = Files.writeString(folder.resolve("layout.c"), source);
        Process compiler = new ProcessBuilder("cc", "-std=gnu11", "-fsyntax-only", file.toString())
                .redirectErrorStream(true)
                .start();
        assertThat(new String(compiler.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEmpty();
        assertThat(compiler.waitFor()).isZero();
    }
}
