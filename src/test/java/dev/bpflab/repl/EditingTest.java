package dev.bpflab.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The keys that edit what is typed. */
@Timeout(60)
@Tag("jdk")
class EditingTest {
    @TempDir
    private static Path shared;

    private static TestBench bench;

    @TempDir
    private Path folder;

    private LineDisciplineTerminal terminal;

    @BeforeAll
    static void start() {
        bench = new TestBench(TinyLab.pages(), shared);
        bench.session().warmUp();
    }

    @AfterAll
    static void end() {
        bench.close();
    }

    @BeforeEach
    void open() throws Exception {
        terminal = new LineDisciplineTerminal(
                "test", "xterm", new java.io.ByteArrayOutputStream(), java.nio.charset.StandardCharsets.UTF_8);
        terminal.setSize(new Size(80, 24));
        bench.bench().use(Preferences.inMemory());
    }

    @AfterEach
    void close() throws Exception {
        terminal.close();
    }

    private LineEditor editor() {
        return new LineEditor(
                terminal,
                bench.bench(),
                folder.resolve("history"),
                Map.of("INPUTRC", folder.resolve("inputrc").toString()));
    }

    /** Types keys and returns the line that is read. */
    private String read(LineEditor editor, String keys) throws Exception {
        terminal.processInputBytes(
                keys.replace("\\e", "\033").replace("\\r", "\r").getBytes(StandardCharsets.UTF_8));
        return editor.read("> ", "");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', textBlock = """
            int b = 1;\\e[Hvar x; \\e[Fint y;\\r   ! var x; int b = 1;int y;
            a b c\\eOHx \\eOF y\\r                 ! x a b c y
            one two\\e[1;5D\\e[1;5Dx\\r            ! xone two
            one two\\e[1;5Dx\\e[1;5Cy\\r           ! one xtwoy
            one two\\e[1~\\e[3~\\r                 ! ne two
            """)
    void namedKeysWorkInEveryForm(String keys, String line) throws Exception {
        assertThat(read(editor(), keys)).isEqualTo(line);
    }

    @Test
    void linesAreIndentedAndClosingBracketsAreNot() throws Exception {
        assertThat(read(editor(), "int f(int n) {\\rif (n > 0) {\\rreturn 1;\\r}\\rreturn 0;\\r}\\r"))
                .isEqualTo("int f(int n) {\n    if (n > 0) {\n        return 1;\n    }\n    return 0;\n}");
    }

    @Test
    void whatIsPastedIsTypedAsItIs() throws Exception {
        assertThat(read(editor(), "\\e[200~class A {\n\tint x;\n}\\e[201~\\r")).isEqualTo("class A {\n    int x;\n}");
    }

    @Test
    void aLineCanBeBrokenWhereItCouldEnd() throws Exception {
        assertThat(read(editor(), "int a = 1;\\e\\rint b = 2;\\r")).isEqualTo("int a = 1;\nint b = 2;");
    }

    @Test
    void whatTheTerminalSaysOfItselfIsNotTyped() throws Exception {
        assertThat(read(editor(), "1 +\\e]11;rgb:ffff/ffff/ffff\007 1\\r")).isEqualTo("1 + 1");
        assertThat(read(editor(), "1 +\\e]11;rgb:ffff/ffff/ffff\\e\\ 1\\r")).isEqualTo("1 + 1");
    }

    @Test
    void viKeysCanBeChosen() throws Exception {
        LineEditor editor = editor();
        bench.bench().preferences().set(Preferences.Key.EDITING, "vi");
        // Escape alone ends when nothing follows it in time, so that what follows comes in a second piece.
        assertThat(editor.getKeyMaps().get(LineReader.MAIN))
                .isSameAs(editor.getKeyMaps().get(LineReader.VIINS));
        assertThat(read(editor, "int x = 1;\r")).isEqualTo("int x = 1;");
        bench.bench().preferences().set(Preferences.Key.EDITING, "emacs");
        assertThat(editor.getKeyMaps().get(LineReader.MAIN))
                .isSameAs(editor.getKeyMaps().get(LineReader.EMACS));
        assertThat(read(editor, "b\001a\r")).isEqualTo("ab");
    }

    @Test
    void anInputrcIsHonouredUnlessSomeoneChose() throws Exception {
        Files.writeString(folder.resolve("inputrc"), "set editing-mode vi\n\"\\C-t\": end-of-line\n");
        LineEditor editor = editor();
        assertThat(editor.getKeyMaps().get(LineReader.MAIN))
                .isSameAs(editor.getKeyMaps().get(LineReader.VIINS));
        assertThat(Objects.requireNonNull(editor.getKeyMaps().get(LineReader.VIINS))
                        .getBound("\024"))
                .isEqualTo(new Reference(LineReader.END_OF_LINE));

        bench.bench().preferences().set(Preferences.Key.EDITING, "emacs");
        assertThat(editor().getKeyMaps().get(LineReader.MAIN)).isNotNull();
        assertThat(read(editor(), "b\001a\r")).isEqualTo("ab");
    }

    @Test
    void anInputrcThatNobodyUnderstandsDoesNoHarm() throws Exception {
        Files.writeString(folder.resolve("inputrc"), "$if\n\"\\C-\n\u0000set set\n");
        assertThat(read(editor(), "1 + 1\r")).isEqualTo("1 + 1");
    }

    @Test
    void whatWasTypedEarlierComesBackAsAWholeAndOnce() throws Exception {
        LineEditor editor = editor();
        read(editor, "int f() {\rreturn 1;\r}\r");
        read(editor, "f()\r");
        read(editor, "int f() {\rreturn 1;\r}\r");
        assertThat(read(editor(), "\\e[A\\r")).isEqualTo("int f() {\n    return 1;\n}");
        assertThat(read(editor(), "\\e[A\\e[A\\e[A\\e[A\\r")).isEqualTo("f()");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '!', quoteCharacter = '`', textBlock = """
            /hel\\t\\r                ! /help
            /restart st\\t\\r         ! /restart step
            /set editi\\tvi\\r         ! /set editing vi
            tall\\t.put(1L, 1L)\\r    ! tally.put(1L, 1L)
            tally.getA\\tnd\\t1L)\\r   ! tally.getAndRemove(1L)
            histogram(\\ttally)\\r    ! histogram(tally)
            histogram(\\t\\t\\t\\r)\\r   ! histogram(tally)
            tally.put\\t\\t\\r1L, 1L)\\r ! tally.put(1L, 1L)
            """)
    void tabTypesWhatIsCertainAndEnterTakesWhatIsMarked(String keys, String line) throws Exception {
        bench.type("var tally = createMap(MapSpec.hash(\"tally\", U32, U64).maxEntries(64));");
        assertThat(read(editor(), keys.replace("\\t", "\t"))).isEqualToIgnoringWhitespace(line);
    }

    @Test
    void tabIndentsWhereNothingIsTypedYet() throws Exception {
        assertThat(read(editor(), "int f() {\\r\treturn 1;\\r}\\r")).isEqualTo("int f() {\n        return 1;\n}");
    }
}
