package dev.bpflab.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.InputStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What completion says of the vocabulary comes from its sources. */
class DocCompilerTest {
    private static List<DocIndex.Entry> entries = List.of();

    @BeforeAll
    static void compile() throws Exception {
        entries = DocCompiler.entries(Path.of("src/main/java"));
    }

    private static DocIndex index() throws Exception {
        return DocIndex.read(new StringReader(DocIndex.write(entries)));
    }

    @Test
    void everyWordOfTheVocabularyHasADeclarationAndNearlyEachADescription() throws Exception {
        Vocabulary vocabulary = new Vocabulary(index());
        List<String> names = vocabulary.names();
        assertThat(names).hasSizeGreaterThan(300).contains("createMap", "mov", "R0", "HASH", "u32", "runProcesses");
        assertThat(names).filteredOn(name -> vocabulary.of(name).isEmpty()).isEmpty();
        assertThat(names)
                .filteredOn(name -> name.matches("[a-z].*"))
                .filteredOn(name -> vocabulary.of(name).stream()
                        .allMatch(entry -> entry.text().isEmpty()))
                .as("words without a doc comment")
                .isEmpty();
    }

    @Test
    void declarationsAreShownWithoutPackagesAnnotationsAndModifiers() throws Exception {
        Vocabulary vocabulary = new Vocabulary(index());
        assertThat(vocabulary.of("createMap"))
                .extracting(DocIndex.Entry::signature)
                .contains(
                        "BpfMap<K, V> createMap(MapSpec<K, V> spec)",
                        "BpfMap<ByteBuffer, ByteBuffer> createMap(MapType type, int keySize, int valueSize, int maxEntries,"
                                + " MapFlag... flags)");
        assertThat(vocabulary.of("BpfMap<Long,Long>", "get"))
                .extracting(DocIndex.Entry::signature)
                .containsExactly("V get(K key)");
        assertThat(vocabulary.of("String", "substring"))
                .extracting(DocIndex.Entry::signature)
                .containsExactly("String substring(int)", "String substring(int, int)");
        assertThat(vocabulary.of("BpfMap<Long,Long>", "forEach")).isNotEmpty();
        assertThat(vocabulary.of("NoSuchType", "get")).isEmpty();
        assertThat(entries).extracting(DocIndex.Entry::signature).noneMatch(signature -> signature.contains("@"));
        assertThat(entries).extracting(DocIndex.Entry::text).noneMatch(text -> text.contains("{@"));
    }

    @Test
    void theBundledIndexIsThatOfTheSources() throws Exception {
        try (InputStream bundled = DocIndex.class.getResourceAsStream(DocIndex.FILE)) {
            assumeThat(bundled)
                    .as("the index, which only the whole build makes")
                    .isNotNull();
            assertThat(new String(bundled.readAllBytes(), UTF_8).equals(DocIndex.write(entries)))
                    .as("the bundled index is of these sources")
                    .isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            A {@code x < y} and {@link Foo#bar b}. More.   ! A `x < y` and b. More.
            See {@link Foo#bar} or <em>it</em>&nbsp;&lt;3  ! See `Foo.bar` or it <3
            One<p>Two<ul><li>a<li>b</ul>                   ! One|Two|- a|- b
            """)
    void markupBecomesText(String comment, String text) {
        assertThat(JavadocText.of(comment).text().replaceAll("\n+", "|")).isEqualTo(text);
    }

    @Test
    void tagsBecomeLines() {
        JavadocText doc = JavadocText.of("""
                Does it, in\n two lines.
                @param <K> the type
                @param key what
                    it is
                @return how it went
                @throws BpfException when it fails
                @see Foo
                """);
        assertThat(doc.text()).isEqualTo("""
                Does it, in two lines.

                  key: what it is
                  returns: how it went
                  throws BpfException: when it fails""");
        assertThat(doc.parameters()).containsEntry("key", "what it is");
        assertThat(JavadocText.firstSentence("One e.g. this. Two.")).isEqualTo("One e.g. this.");
        assertThat(JavadocText.firstSentence("No end")).isEqualTo("No end");
    }
}
