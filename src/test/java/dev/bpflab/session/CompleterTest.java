package dev.bpflab.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.session.Completions.Candidate;
import dev.bpflab.session.Completions.Documented;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is proposed, in which order, and what is said of it. */
@Tag("jdk")
class CompleterTest {
    private static Session session;

    @BeforeAll
    static void open() throws Exception {
        DocIndex docs = DocIndex.read(new StringReader(DocIndex.write(DocCompiler.entries(Path.of("src/main/java")))));
        session = new Session(
                NoHost::workspace,
                SnippetIo.to(new java.io.PrintStream(java.io.OutputStream.nullOutputStream())),
                Duration.ofMillis(150),
                () -> new Vocabulary(docs));
        session.run(
                "var counts = createMap(MapSpec.hash(\"tally\", U32, U64).maxEntries(64)); int amount = 3;"
                        + " var prog = assemble(mov(R0, 0), exitInsn()); long twice(long n) { return 2 * n; }"
                        + " record Point(int x, int y) {}",
                outcome -> {});
    }

    @AfterAll
    static void close() {
        session.close();
    }

    private static List<String> texts(String before) {
        return session.complete(before).candidates().stream()
                .map(Candidate::text)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            histogram(             ! counts
            histogram(c            ! counts
            mapUpdate(             ! counts
            mapUpdate(counts, u32(1), u64( ! amount
            load(                  ! prog
            mov(                   ! R0
            coun                   ! counts
            int x = am             ! amount
            tw                     ! twice(
            Poi                    ! Point
            """)
    void whatFitsComesFirst(String before, String first) {
        assertThat(texts(before)).isNotEmpty().first().isEqualTo(first);
    }

    @Test
    void anArgumentIsOfferedOnlyWhatFits() {
        assertThat(texts("histogram("))
                .hasSizeBetween(1, 20)
                .allMatch(text -> text.matches("counts|\\w*[mM]ap\\w*\\("));
        assertThat(texts("createMap(")).contains("HASH", "ARRAY").doesNotContain("R0", "counts", "String");
    }

    @Test
    void whatEveryObjectHasComesLast() {
        List<String> members = texts("counts.");
        assertThat(members.indexOf("wait(")).isGreaterThan(members.indexOf("put("));
        assertThat(members.subList(0, 5)).doesNotContain("equals(");
    }

    @Test
    void candidatesSayHowTheyAreDeclaredAndWhatTheyAre() {
        assertThat(session.complete("coun").candidates().get(0))
                .extracting(Candidate::signature, Candidate::summary)
                .containsExactly("BpfMap<Long,Long> counts", "map 1 'tally': hash, u32 -> u64, max_entries 64");
        assertThat(session.complete("counts.get").candidates().get(0))
                .extracting(Candidate::signature, Candidate::summary)
                .satisfies(both -> assertThat(both.get(0)).isEqualTo("V get(K key)"))
                .satisfies(both -> assertThat((String) both.get(1)).startsWith("Returns the value of a key"));
        assertThat(session.complete("twi").candidates().get(0).signature()).isEqualTo("long twice(long)");
        assertThat(session.complete("MapSpec.has").candidates().get(0).signature())
                .contains("hash(");
        assertThat(session.complete("\"a\".subst").candidates().get(0).signature())
                .startsWith("String substring(int");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            mapUpdate(counts,                 ! 1 ! mapUpdate
            mapUpdate(counts, u32(1), u64(2), ! 3 ! mapUpdate
            mapUpdate(counts, u32(            ! 0 ! u32
            counts.put(                       ! 0 ! put
            counts.put(f(1, 2), "a,b(", new   ! 2 ! put
            "a".substring(1,                  ! 1 ! substring
            new Point(                        ! 0 ! Point
            twice(                            ! 0 ! twice
            """)
    void theMethodIsKnownWhoseArgumentIsTyped(String before, int argument, String method) {
        Completions found = session.complete(before);
        assertThat(found.argument()).isEqualTo(argument);
        assertThat(found.call())
                .isNotEmpty()
                .extracting(Documented::signature)
                .allMatch(text -> text.contains(method + "("));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            if (
            (
            int x =
            for (int i = 0;
            createMap(HASH, 4, 8, 1)
            new int[] {
            """)
    void elsewhereThereIsNoMethod(String before) {
        assertThat(session.complete(before).argument()).isEqualTo(-1);
        assertThat(session.complete(before).call()).isEmpty();
    }

    @Test
    void allThatTheSourcesSayIsShown() {
        List<Documented> said = session.documentation("createMap(");
        assertThat(said)
                .hasSizeGreaterThan(1)
                .allSatisfy(one -> assertThat(one.text()).isNotEmpty());
        assertThat(session.documentation("counts.get(").get(0).text()).startsWith("Returns the value of a key");
        assertThat(session.documentation("mov("))
                .anyMatch(one -> one.signature().equals("Item mov(Reg dst, long imm)"));
        assertThat(session.documentation("BpfMap").get(0).text()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            )(
            "open
            /* open
            counts.get(u32(1)).
            ..
            nothing.
            counts.nothing(
            @#
            """)
    void whateverIsTypedNothingBreaks(String before) {
        assertThat(session.complete(before).anchor()).isBetween(0, before.length());
        assertThat(session.documentation(before)).isNotNull();
    }
}
