package dev.bpflab.look;

import static dev.bpflab.bpf.Codecs.COMM;
import static dev.bpflab.bpf.Codecs.I64;
import static dev.bpflab.bpf.Codecs.IPV4;
import static dev.bpflab.bpf.Codecs.U16BE;
import static dev.bpflab.bpf.Codecs.U32;
import static dev.bpflab.bpf.Codecs.U64;
import static dev.bpflab.bpf.Codecs.array;
import static dev.bpflab.bpf.Codecs.field;
import static dev.bpflab.bpf.Codecs.struct;
import static dev.bpflab.bpf.Values.u32;
import static dev.bpflab.bpf.Values.u64;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bpflab.bpf.Bpf;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.CountedStack;
import dev.bpflab.bpf.Frame;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.PerCpu;
import dev.bpflab.bpf.StackProfile;
import dev.bpflab.bpf.Symbol;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.pattern.Buckets;
import dev.bpflab.sim.ExecRecording;
import dev.bpflab.sim.Sim;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written of maps and profiles, and that nothing is lost when it cannot be. */
class ExportsTest {
    record Conn(String addr, int port) {}

    private final Workspace workspace = Sim.workspace(1, ExecRecording.SILENT);

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        workspace.close();
    }

    private BpfMap<Long, Long> counts() {
        BpfMap<Long, Long> map =
                workspace.create(MapSpec.hash("counts", U32, U64).maxEntries(64));
        map.put(7L, -1L);
        return map;
    }

    private String file(String name) {
        return folder.resolve(name).toString();
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file);
    }

    @Test
    void jsonTellsTheMapAndEveryEntry() throws IOException {
        assertThat(read(Exports.export(counts(), file("c.json")))).isEqualTo("""
                {
                  "name" : "counts",
                  "id" : 1,
                  "type" : "hash",
                  "keyType" : "u32",
                  "valueType" : "u64",
                  "keySize" : 4,
                  "valueSize" : 8,
                  "maxEntries" : 64,
                  "flags" : 0,
                  "entries" : [ {
                    "key" : 7,
                    "value" : 18446744073709551615
                  } ]
                }
                """);
    }

    @Test
    void structsAreObjectsCpusAreArraysAndBytesAreDigits() throws IOException {
        var conn = struct(Conn.class, field("addr", IPV4), field("port", U16BE));
        BpfMap<Conn, List<Long>> conns =
                workspace.create(MapSpec.hash("conns", conn, array(I64, 2)).maxEntries(9));
        conns.put(new Conn("10.0.0.1", 443), List.of(-5L, 6L));
        assertThat(compact(Exports.exportJson(conns, file("conns.json"))))
                .endsWith("[{\"key\":{\"addr\":\"10.0.0.1\",\"port\":443},\"value\":[-5,6]}]}");
        assertThat(read(Exports.exportCsv(conns, file("conns.csv"))))
                .isEqualTo("key.addr,key.port,value.0,value.1\n10.0.0.1,443,-5,6\n");

        BpfMap<String, PerCpu<Long>> perCpu =
                workspace.create(MapSpec.percpuHash("pc", COMM, U64).maxEntries(9));
        perCpu.put("a \"b\", c", PerCpu.of(1L, 2L, 3L, -1L));
        assertThat(compact(Exports.exportJson(perCpu, file("pc.json"))))
                .endsWith("[{\"key\":\"a \\\"b\\\", c\",\"value\":[1,2,3,18446744073709551615]}]}");
        assertThat(read(Exports.exportCsv(perCpu, file("pc.csv")))).isEqualTo("""
                        key,value.cpu0,value.cpu1,value.cpu2,value.cpu3
                        "a ""b"", c",1,2,3,18446744073709551615
                        """);

        BpfMap<ByteBuffer, ByteBuffer> raw = workspace.create(MapSpec.of(MapType.HASH, 4, 8, 10));
        Bpf.mapUpdate(raw, u32(0x01020304), u64(255));
        assertThat(compact(Exports.exportJson(raw, file("raw.json"))))
                .endsWith("[{\"key\":\"04030201\",\"value\":\"ff00000000000000\"}]}");
    }

    @Test
    void aHistogramHasItsBuckets() throws IOException {
        BpfMap<Long, Long> sizes =
                workspace.create(Buckets.linear(1024, 2).bytes().histogram("sizes"));
        sizes.put(1L, 3L);
        assertThat(read(Exports.exportCsv(sizes, file("s.csv"))))
                .isEqualTo("key,bucket,value\n0,\"0–1 KiB\",0\n1,\"1–2 KiB\",3\n2,\"≥ 2 KiB\",0\n");
        assertThat(compact(Exports.exportJson(sizes, file("s.json"))))
                .contains("{\"key\":1,\"bucket\":\"1–2 KiB\",\"value\":3}");
    }

    @Test
    void anEmptyMapIsAFileToo() throws IOException {
        BpfMap<Long, Long> empty = workspace.create(MapSpec.hash("e", U32, U64).maxEntries(4));
        assertThat(compact(Exports.exportJson(empty, file("e.json")))).endsWith("\"entries\":[]}");
        assertThat(read(Exports.exportCsv(empty, file("e.csv")))).isEqualTo("key,value\n");
    }

    private static String compact(Path file) throws IOException {
        return new ObjectMapper()
                .reader()
                .with(com.fasterxml.jackson.databind.DeserializationFeature.USE_BIG_INTEGER_FOR_INTS)
                .readTree(read(file))
                .toString();
    }

    @Test
    void whatExistsStaysUnlessItIsToldToGo() throws IOException {
        Path precious = Files.writeString(folder.resolve("p.json"), "precious");
        assertThatThrownBy(() -> Exports.exportJson(counts(), precious.toString()))
                .isInstanceOf(BpfException.class)
                .hasMessage("export map 'counts' to " + precious + ": EEXIST (there is something of this name already;"
                        + " give another name, or say REPLACE_EXISTING, at the prompt --replace)");
        assertThat(read(precious)).isEqualTo("precious");

        Exports.exportJson(counts(), precious.toString(), REPLACE_EXISTING);
        assertThat(read(precious)).contains("counts");
    }

    @Test
    void aLinkIsReplacedAndNeverFollowed() throws IOException {
        Path target = Files.writeString(folder.resolve("target"), "precious");
        Path link = Files.createSymbolicLink(folder.resolve("l.json"), target);
        assertThatThrownBy(() -> Exports.exportJson(counts(), link.toString())).hasMessageContaining("EEXIST");
        Exports.exportJson(counts(), link.toString(), REPLACE_EXISTING);
        assertThat(read(target)).isEqualTo("precious");
        assertThat(Files.isSymbolicLink(link)).isFalse();

        Path dangling = Files.createSymbolicLink(folder.resolve("d.json"), folder.resolve("nowhere"));
        assertThatThrownBy(() -> Exports.exportJson(counts(), dangling.toString()))
                .hasMessageContaining("EEXIST");
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void whatFailsHalfwayLeavesNothing() throws IOException {
        BpfMap<Long, Long> closed = counts();
        closed.close();
        assertThatThrownBy(() -> Exports.exportJson(closed, file("closed.json")))
                .hasMessageContaining("EBADF");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "no/such/folder.json, 'ENOENT (there is no such folder; make it, or name another)'",
        "counts.txt, 'EINVAL (its name does not say how; end it in .json or .csv)'",
        "'', 'EINVAL (its name does not say how; end it in .json or .csv)'",
    })
    void whatCannotBeWrittenIsSaid(String name, String why) {
        assertThatThrownBy(() -> Exports.export(counts(), file("") + "/" + name))
                .isInstanceOf(BpfException.class)
                .hasMessageEndingWith(why);
    }

    @Test
    void aFolderIsNotReplaced() throws IOException {
        Files.createDirectory(folder.resolve("d.csv"));
        assertThatThrownBy(() -> Exports.exportCsv(counts(), file("d.csv"), REPLACE_EXISTING))
                .hasMessageContaining("EINVAL (a folder or a device has this name");
    }

    @Test
    void aFlameGraphIsAPageThatNeedsNoNetwork() throws IOException {
        List<Frame> frames = List.of(frame("hash<int></script>"), frame("main"));
        StackProfile<Long> profile = new StackProfile<>(List.of(new CountedStack<>(1L, frames, 60)));
        String page = read(Exports.flameGraph(profile, file("f.html")));
        assertThat(page).contains("<!DOCTYPE html>", "hash<int>< /script>", "main", "Flame graph of bpflab");
        assertThat(page).doesNotContainPattern("src=|<link|@import|fetch\\(");
        assertThat(read(Exports.exportFolded(profile, file("f.folded")))).isEqualTo("main;hash<int></script> 60\n");
    }

    private static Frame frame(String name) {
        return new Frame(0x1000, Optional.of(new Symbol(name, 0, "")));
    }
}
