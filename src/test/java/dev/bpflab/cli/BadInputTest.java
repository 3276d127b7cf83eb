package dev.bpflab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Whatever is wrong with a command line, its files or a script: one clear message with the remedy, the documented status. */
class BadInputTest {
    /** A command line, its standard input, the status it must end with, and what it must say; all with {@code --host sim}. */
    private record Row(String title, List<String> line, String input, int status, List<String> says) {}

    @TempDir
    Path temp;

    private static Row row(String title, int status, List<String> line, String... says) {
        return new Row(title, line, "", status, List.of(says));
    }

    private static Row script(String title, String input, String... says) {
        return new Row(title, List.of(), input, ExitStatus.NOT_RUN, List.of(says));
    }

    private List<Row> rows() throws IOException {
        Path binary = Files.write(temp.resolve("binary.jsh"), new byte[] {(byte) 0xff, (byte) 0xfe, 0});
        Path hex = Files.writeString(temp.resolve("odd.hex"), "b70");
        Path notHex = Files.writeString(temp.resolve("words.hex"), "hello");
        Path unknown = Files.writeString(temp.resolve("unknown.hex"), "ff00000000000000");
        Path noMap = Files.writeString(
                temp.resolve("map.hex"), "18110000000000000000000000000000b7000000000000009500000000000000");
        return List.of(
                row("an unknown option", 2, List.of("--hoist"), "Unknown option: '--hoist'"),
                row("an unknown command", 2, List.of("labb"), "there is no such command or file", "bpflab --help"),
                row("an unknown host", 2, List.of("lab", "--host", "mars"), "mars"),
                row("an unknown lab", 2, List.of("lab", "9.9"), "9.9", "2.1"),
                row("a lab folder without a lab", 2, List.of("check", temp.toString(), "x.jsh"), "lab.adoc"),
                row("an unknown page", 2, List.of("read", "77"), "77", "bpflab read lists"),
                row("an unknown section", 2, List.of("read", "2/9.9"), "2/9.9"),
                row("a missing submission", 2, List.of("check", "2.1", "nowhere.jsh"), "there is no such file"),
                row("a submission that is no text", 2, List.of("check", "2.1", binary.toString()), "not UTF-8"),
                row("a submission that is a folder", 2, List.of("check", "2.1", temp.toString()), "read submission"),
                row("a missing program", 2, List.of("prog", "run", "nowhere.hex"), "there is no such file"),
                row("half a byte of hex", 2, List.of("prog", "run", hex.toString()), "not hexadecimal"),
                row("no hex at all", 2, List.of("prog", "disasm", notHex.toString()), "not hexadecimal"),
                row(
                        "an opcode that does not exist",
                        2,
                        List.of("prog", "disasm", unknown.toString()),
                        "slot 0",
                        "opcode"),
                row(
                        "a map that was not given",
                        2,
                        List.of("prog", "verify", noMap.toString(), "--type", "xdp"),
                        "names map 0, but 0 were given",
                        "--map"),
                row(
                        "a map of an unknown type",
                        2,
                        List.of("prog", "run", noMap.toString(), "--map", "hush:4:8:1"),
                        "'hush' is no map type"),
                row(
                        "a map with too few parts",
                        2,
                        List.of("prog", "run", noMap.toString(), "--map", "hash:4"),
                        "TYPE:KEY:VALUE:ENTRIES"),
                row(
                        "a map with a value size of 0",
                        2,
                        List.of("prog", "verify", noMap.toString(), "--type", "xdp", "--map", "hash:4:0:1"),
                        "EINVAL"),
                row(
                        "data that is not hex",
                        2,
                        List.of("prog", "run", noMap.toString(), "--data", "xyz"),
                        "is not hexadecimal"),
                row(
                        "an unknown program type",
                        2,
                        List.of("prog", "verify", noMap.toString(), "--type", "xpd"),
                        "'xpd' is no program type"),
                row("verifying without a type", 2, List.of("prog", "verify", noMap.toString()), "--type"),
                row("no part of prog", 2, List.of("prog"), "bpflab prog --help says more"),
                row(
                        "verifying the bare instruction set",
                        2,
                        List.of("prog", "verify", noMap.toString(), "--type", "none"),
                        "type none has no verifier"),
                script(
                        "a script that does not compile",
                        "int x = \"a\";\n",
                        "incompatible types",
                        "standard input, line 1"),
                script("a script that ends in the middle", "1 + 1;\nvoid f() {\n", "line 2"),
                script("a script that throws", "int x = 1;\nint y = x / 0;\n", "/ by zero", "line 2"),
                script("a script with an unknown command", "/hepl\n", "/help"),
                script(
                        "a map with a value size of 0 in a script",
                        "createMap(HASH, 4, 0, 10);\n",
                        "create map: EINVAL (value_size is 0; use 1 byte or more)"),
                script(
                        "a key of the wrong length",
                        "var m = createMap(HASH, 4, 8, 10);\nmapLookup(m, u64(1));\n",
                        "EINVAL (the key has 8 bytes, the map's key_size is 4; use u32(…))"),
                script(
                        "a closed map",
                        "var m = createMap(HASH, 4, 8, 10);\nm.close();\nmapLookup(m, u32(1));\n",
                        "EBADF (the map is closed; create it again)"));
    }

    @TestFactory
    Stream<DynamicTest> isAnsweredByOneClearMessageAndTheDocumentedStatus() throws IOException {
        return rows().stream()
                .map(row -> DynamicTest.dynamicTest(row.title(), () -> {
                    List<String> line = Stream.concat(Stream.of("--host", "sim"), row.line().stream())
                            .toList();
                    if (row.line().contains("--host")) {
                        line = row.line();
                    }
                    Cli.Ended ended = new Cli(temp)
                            .runWithInput(row.input().getBytes(StandardCharsets.UTF_8), line.toArray(String[]::new));
                    String said = ended.out() + ended.err();
                    assertThat(ended.status()).as(said).isEqualTo(row.status());
                    assertThat(said).contains(row.says());
                    assertThat(said).doesNotContain("\tat ", "internal error", "Exception in thread");
                    assertThat(said.lines()).as("a message that is seen").hasSizeLessThan(12);
                }));
    }
}
