package dev.bpflab.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.sim.ExecRecording;
import dev.bpflab.sim.Sim;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake that is known, made once, and what is said of it. */
@Tag("jdk")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MistakesTest {
    private final Workspace workspace = Sim.workspace(1, ExecRecording.SILENT);
    private final Session session =
            Session.open(workspace, new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8));

    @BeforeAll
    void begin() {
        session.run(
                "var counts = createMap(MapSpec.hash(\"counts\", U32, U64).maxEntries(9)); long total = 5; int n = 7;"
                        + " var prog = assemble(mov(R0, 2), exitInsn());",
                each -> {});
    }

    @AfterAll
    void end() {
        session.close();
        workspace.close();
    }

    private String said(String typed) {
        List<Outcome> outcomes = session.run(typed, each -> {});
        Outcome last = outcomes.get(outcomes.size() - 1);
        assertThat(last.ok()).as(typed + " says " + last.text()).isFalse();
        return last.text();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            LocalDate.now()                  | import java.time.LocalDate first
            counts.put(1, 2L)                | keys and values of U32 and U64 are long: write 1L
            counts.put(1L, n)                | keys and values of U32 and U64 are long: write (long) n
            int x = counts.get(1L)           | u32 and u64 are long in Java: make the variable a long
            int y = total                    | u32 and u64 are long in Java: make the variable a long
            mapLookup(counts, 1000)          | bytes are wanted: u32(1000) makes 4 of a number, u64(1000) makes 8
            mapUpdate(counts, u32(1), 2L)    | bytes are wanted: u32(2) makes 4 of a number, u64(2) makes 8
            mapLookup(counts, "sh")          | bytes are wanted: comm("sh") makes the 16 of a command's name, ipv4("10.0.0.1") those of an address
            counts.put(u32(1), 2L)           | bytes are no number: readU32(…) and readU64(…) read one; a typed map wants 1L itself, without u32()
            counts[1]                        | a map has no []: get(key) reads, put(key, value) writes
            if (total = 5) {}                | = sets a variable; == compares
            attach(load(prog, XDP), "veth0") | name the hook: xdp("veth0"), tracepoint("sched", "sched_process_exec")
            ldMapFd(R1, "counts")            | give the map itself, without quotation marks: ldMapFd(R1, counts)
            var q;                           | give it a value, or write its type in place of var
            new BpfMap()                     | maps are made by createMap(HASH, 4, 8, 100) or createMap(MapSpec…)
            createMap(HASH, 4, 8)            | type, bytes of a key, bytes of a value, entries: createMap(HASH, 4, 8, 100)
            Mapspec.hash("a", U32, U64)      | did you mean MapSpec? Large and small letters differ
            createmap(HASH, 4, 8, 10)        | did you mean createMap? Large and small letters differ
            counts.Put(1L, 2L)               | did you mean put? Large and small letters differ
            createMap(hash, 4, 8, 10)        | did you mean HASH? Large and small letters differ
            MapSpec.hash("a", u32, u64)      | did you mean U32? Large and small letters differ
            mov(r0, 1)                       | did you mean R0? Large and small letters differ
            mov(R11, 1)                      | the registers are R0 to R10
            counts.putt(1L, 2L)              | did you mean put?
            createMpa(HASH, 4, 8, 10)        | did you mean createMap?
            count.get(1L)                    | did you mean counts?
            counts.size                      | a method is called with parentheses: size()
            assemble(mov(R0, 0), exitInsn)   | a method is called with parentheses: exitInsn()
            jeq(R0, 0, out)                  | a label stands in quotation marks: "out"
            println(1)                       | System.out.println(…) prints; the value of an expression is shown anyway
            help                             | a command begins with a slash: /help
            i = 5                            | a new variable is declared: var i = 5
            System.out.println("abc)         | a string ends with " on its own line; one over several lines begins and ends with \"""
            'abc'                            | text stands in double quotes: "abc"
            “abc”                            | that quotation mark is for print: type "
            # a comment                      | a comment begins with //
            (map-update counts 1 2)          | in Java the name stands before the parenthesis, and commas between what is in it: mapUpdate(…, …)
            (bpf/create-map :hash 4)         | in Java the name stands before the parenthesis, and commas between what is in it: createMap(…, …)
            (def x 1)                        | in Java: var name = value
            let z = 5                        | in Java: var z = value
            z := 5                           | in Java: var z = value
            u64(1                            | the ( is not closed: ) is missing
            int twice(int a) { return 2 * a; | the { is not closed: } is missing
            for (int i = 0; i < 3; i++ { }   | a ) is missing here
            mov(R0 0)                        | a comma is missing between two arguments, or ) before the next thing
            int a = 5 int b = 6              | a statement ends with ; where another follows on its line
            long big = 4294967295;           | an int ends at 2147483647: write 4294967295L
            long none = counts.get(9L);      | the map has no such key: a lookup gives null then; test for it, or use find(key).orElse(0L)
            mapLookup(counts, u32(9)).getLong() | the map has no such key: a lookup gives null then; test for it first
            readU64(mapLookup(counts, u32(9))) | a lookup gives null for a key that is not in the map; test for it first
            counts.find(9L).get()            | nothing was found: find(key) is empty for a key that is not in the map; orElse(0L) gives a value then
            List.of(1).add(2)                | what List.of, Map.of and toList give cannot be changed: new ArrayList<>(…) can
            """)
    void isMetWithWhatHelps(String typed, String hint) {
        assertThat(said(typed)).endsWith("\n  " + hint);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            foo.bar()
            1 / 0
            zzzzzzzz()
            throw new IllegalStateException()
            """)
    void whatNobodyKnowsIsNotGuessed(String typed) {
        assertThat(said(typed).lines()).hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void anErrorIsItsLineACaretAndWhatHelps() {
        assertThat(said("counts.put(1, 2L)")).isEqualTo("""
                counts.put(1, 2L)
                           ^ incompatible types: int cannot be converted to Long
                  keys and values of U32 and U64 are long: write 1L""");
    }

    @Test
    void aTraceShowsWhatWasTypedAndMarksOurs() {
        session.run("long look(long key) {\n  return readU64(mapLookup(counts, u32(key)));\n}", each -> {});
        said("look(9)");
        Trace trace = session.trace().orElseThrow();
        assertThat(trace.headline()).startsWith("dev.bpflab.bpf.BpfException: read u64: EFAULT");
        assertThat(trace.frames().get(0).whose()).isEqualTo(Trace.Whose.BPFLAB);
        assertThat(trace.frames())
                .extracting(Trace.Frame::text)
                .anyMatch(text -> text.matches("snippet \\d+, line 2: return readU64.*"))
                .last()
                .asString()
                .matches("snippet \\d+, line 1: look\\(9\\)");
    }
}
