package dev.bpflab.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.lab.LearnerSession.Evaluated;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a learner types, and what is shown. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("jdk")
class SessionTest {
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final Workspace workspace = NoHost.workspace();
    private final Session session = Session.open(workspace, new PrintStream(printed, true, UTF_8));

    @BeforeAll
    void start() {
        session.warmUp();
    }

    @BeforeEach
    void startAfresh() {
        session.snippets().forEach(snippet -> session.drop(snippet.number()));
        printed.reset();
    }

    @AfterAll
    void end() {
        session.close();
        workspace.close();
    }

    /** Types a text and returns what is shown: what it printed, then what became of it. */
    private String type(String source) {
        String texts = session.run(source, each -> {}).stream()
                .map(Outcome::text)
                .filter(text -> !text.isEmpty())
                .reduce((a, b) -> a + "\n" + b)
                .orElse("");
        return printed.toString(UTF_8) + texts;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            int x = 72                             | x ==> 72
            int x                                  | x ==> 0
            long y = 5; y = 6                      | `y ==> 5\ny ==> 6`
            var s = "a\\"b"                        | s ==> "a\\"b"
            int f(int n) { return n; }             | created method f(int)
            record P(int a) {}                     | created record P
            enum E { A }                           | created enum E
            interface I {}                         | created interface I
            import java.util.zip.CRC32;            | ``
            for (int i = 0; i < 3; i++) {}         | ``
            System.out.print("out")                | out
            System.err.print("err")                | err
            List.of(1, 2).forEach(System.out::print) | 12
            int x = "a";                             | `int x = "a";\n        ^^^ incompatible types: String cannot be converted to int`
            foo(3)                                 | `foo(3)\n^^^ cannot find symbol: method foo(int)`
            2 +                                    | `2 +\n   ^ reached end of file while parsing`
            int g() { return h(); }                | created method g(), usable once there is method h()
            createMap(HASH, 4, 8, 0)               | create map: EINVAL (max_entries is 0; use 1 or more)
            assemble(jeq(R0, 0, "out"), exitInsn()) | jeq(R0, 0, "out"): unknown label 'out' (add label("out"); there are no labels)
            1 / 0                                  | `ArithmeticException: / by zero\n  at 1 / 0`
            String t = null; t.length()            | `t ==> null\nNullPointerException: Cannot invoke "String.length()" because "t" is null\n  at t.length()`
            throw new java.io.IOException("gone")  | `IOException: gone\n  at throw new java.io.IOException("gone");`
            """)
    void isShown(String source, String shown) {
        assertThat(type(source).replace("\\n", "\n")).isEqualTo(shown.replace("\\n", "\n"));
    }

    @Test
    void aRejectedProgramShowsTheReasonThePlaceAndTheRemedy() {
        assertThat(type("load(dev.bpflab.isa.Program.of(List.of()), XDP)"))
                .isEqualTo("load program: EACCES (R0 !read_ok at #0 exit; set R0 before the exit, on every path"
                        + " that leads there)\n  Nothing was put into R0 on this path, and what a program returns is what R0"
                        + " holds. Set R0 before the exit, on every path that leads there. Here: before #0 r0 = 0.");
    }

    @Test
    void aStackTraceGoesWhereTheSnippetPrintsAndEndsWithIt() {
        String shown = type("try { Integer.parseInt(\"x\"); } catch (Exception e) { e.printStackTrace(); }");

        assertThat(shown)
                .startsWith("java.lang.NumberFormatException: For input string: \"x\"")
                .contains("\tat java.base/java.lang.Integer.parseInt")
                .doesNotContain("SnippetThread")
                .doesNotContain("reflect");
        assertThat(type("Optional.of(new Error(\"a\", new Error(\"b\"))).ifPresent(Throwable::printStackTrace)"))
                .contains("java.lang.Error: a")
                .contains("Caused by: java.lang.Error: b");
    }

    @Test
    void aVariableGivesTheLiveMap() {
        type("var counts = createMap(HASH, 4, 8, 16); mapUpdate(counts, u32(1), u64(2))");

        assertThat(session.variable("counts")).containsInstanceOf(BpfMap.class);
        assertThat(session.variable("counts").orElseThrow())
                .isSameAs(workspace.maps().get(workspace.maps().size() - 1));
        assertThat(session.variable("nothing")).isEmpty();
    }

    @Test
    void whatAVariableHeldIsFreeWhenItIsDroppedOrDeclaredAnew() {
        type("var held = new ArrayList<java.lang.ref.WeakReference<Object>>();");
        type("var first = new Object(); var second = new Object();");
        type("for (Object one : List.of(first, second)) held.add(new java.lang.ref.WeakReference<>(one));");
        type("var first = 2;");
        session.drop("second");

        System.gc();
        assertThat(type("held.stream().allMatch(one -> one.get() == null)")).endsWith("==> true");
    }

    @Test
    void evaluationStopsAtTheFirstFailureAndCallsBackAfterEachSnippet() {
        AtomicInteger calls = new AtomicInteger();

        List<Evaluated> evaluated = session.evaluate("int a = 1;\nint b = a / 0;\nint c = 3;", calls::incrementAndGet);

        assertThat(evaluated).extracting(Evaluated::ok).containsExactly(true, false);
        assertThat(calls).hasValue(2);
        assertThat(session.variable("c")).isEmpty();
    }

    @Test
    void anOutcomeNamesTheLineOfTheText() {
        List<Outcome> outcomes = session.run("// one\nint a = 1;\n\nvoid f() {\n  int z = \"\";\n}\n", each -> {});

        assertThat(outcomes).extracting(Outcome::line).containsExactly(2, 5);
    }

    @ParameterizedTest
    @CsvSource({
        "1 + 1,COMPLETE",
        "int x,COMPLETE",
        "void f() {,INCOMPLETE",
        "int a = 1; for (;;) {,INCOMPLETE",
        "'',EMPTY",
        "// note,EMPTY",
        "int = 3,COMPLETE",
        "f(,INCOMPLETE"
    })
    void completenessDecidesWhetherTheNextLineBelongsToIt(String source, Completeness completeness) {
        assertThat(session.completeness(source)).isEqualTo(completeness);
    }
}
