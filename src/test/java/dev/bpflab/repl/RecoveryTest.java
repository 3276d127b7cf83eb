package dev.bpflab.repl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was typed is on the disk, and comes back when its workbench ended without being left. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("jdk")
class RecoveryTest {
    @TempDir
    Path temp;

    private Path folder = Path.of("");
    private final List<IOException> problems = new ArrayList<>();

    @SuppressWarnings("NullAway.Init") // before each test
    private TestBench bench;

    @BeforeEach
    void anEmptyWorkbench() throws IOException {
        folder = Files.createTempDirectory(temp, "state").resolve("sessions");
        problems.clear();
        if (bench == null) {
            bench = new TestBench(TinyLab.pages(), temp.resolve("progress"));
        }
        bench.type("/reset");
        bench.bench().use(Journal.in(folder, problems::add));
    }

    @AfterAll
    void end() {
        bench.close();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    /** Gives the file of a workbench that is gone. */
    private Path left(String content) throws IOException {
        return left(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private Path left(byte[] content) throws IOException {
        Files.createDirectories(folder);
        return Files.write(folder.resolve("session-20261129-224410-1.jsh"), content);
    }

    private String offer(String... answers) {
        List<String> left = new ArrayList<>(List.of(answers));
        bench.type("/host");
        new Recovery(bench.bench())
                .offer(Lost.find(folder), question -> left.isEmpty() ? Optional.empty() : Optional.of(left.remove(0)));
        return bench.shown();
    }

    @Test
    void whatGoesWellIsKeptInOrderAndCanBeReadBackAsItWasTyped() throws IOException {
        bench.type("int a = 1");
        bench.type("int wrong = ;");
        bench.type("record P(int x,\n  int y) {}");
        bench.type("1 / 0");
        bench.type("int gone = 2");
        bench.type("/drop gone");
        bench.type("/vars");

        assertThat(Lost.entries(Files.readString(files().get(0))))
                .containsExactly("int a = 1;", "record P(int x,\n  int y) {}", "int gone = 2;", "/drop gone");
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no such permissions")
    void onlyTheOwnerCanReadIt() throws IOException {
        bench.type("int a = 1");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files().get(0))))
                .isEqualTo("rw-------");
    }

    @Test
    void aResetForgetsItAndLeavingRemovesIt() throws IOException {
        bench.type("int a = 1");
        bench.type("/reset");
        assertThat(Lost.entries(Files.readString(files().get(0)))).isEmpty();

        bench.type("int b = 1");
        bench.bench().journal().close();
        assertThat(files()).isEmpty();
        bench.type("int c = 1");
        assertThat(files()).isEmpty();
    }

    @Test
    void aWorkbenchThatRunsIsNotTakenForACrashedOne() throws IOException {
        bench.type("int a = 1");

        assertThat(Lost.find(folder)).isEmpty();
        assertThat(files()).hasSize(1);
    }

    @Test
    void whatCannotBeKeptIsSaidOnceAndNobodyIsHeldUp() throws IOException {
        Files.createDirectories(folder.getParent());
        Files.writeString(folder, "a file where the folder should be");

        bench.type("int a = 1");
        bench.type("int b = 2");

        assertThat(problems).hasSize(1);
        assertThat(bench.type("a + b")).contains("==> 3");
    }

    @Test
    void itComesBackWhenSomebodyWantsIt() throws IOException {
        left(
                "// bpflab session, begun 2026-11-29T22:44:10, process 1\nint a = 20\n//.\nint b = a + 1\n//.\n/drop a\n//.\n");

        String shown = offer("what?", "y");

        assertThat(shown).contains("It held 2 snippets").contains("2 snippets brought back");
        assertThat(bench.session().variable("b")).contains(21);
        assertThat(bench.session().variable("a")).isEmpty();
        assertThat(Lost.find(folder)).isEmpty();
        assertThat(files()).hasSize(1);
        assertThat(Lost.entries(Files.readString(files().get(0))))
                .containsExactly("int a = 20", "int b = a + 1", "/drop a");
    }

    @Test
    void itStaysWhenNobodyAnswers() throws IOException {
        Path file = left("int a = 1\n//.\n");

        assertThat(offer()).contains("the next start asks again");

        assertThat(files()).containsExactly(file);
        assertThat(bench.session().variable("a")).isEmpty();
    }

    @Test
    void whatNobodyWantsIsKeptButNotOfferedAgain() throws IOException {
        left("int a = 1\n//.\n");

        assertThat(offer("n").replaceAll("\\s+", " ")).contains("It is kept: /open " + files().get(0));

        assertThat(Lost.find(folder)).isEmpty();
        assertThat(Files.readString(files().get(0))).contains("int a = 1");
    }

    @Test
    void whatDoesNotWorkAgainIsSaidAndTheFileKept() throws IOException {
        left("int a = Integer.parseInt(\"x\")\n//.\nint b = 2\n//.\n");

        assertThat(offer("y")).contains("This did not work again: int a").contains("Not all of it worked again");

        assertThat(bench.session().variable("b")).contains(2);
        assertThat(files()).anyMatch(file -> file.getFileName().toString().startsWith("kept-session-"));
    }

    @Test
    void aLabIsOpenedAgain() throws IOException {
        left("/lab 9.1\n//.\n");

        assertThat(offer("yes")).contains("It held lab 9.1").contains("lab 9.1 brought back");
        assertThat(bench.bench().lab()).isPresent();
        bench.close();
        bench = new TestBench(TinyLab.pages(), temp.resolve("progress"));
    }

    @Test
    void whatWasBeingWrittenIsLeftOut() throws IOException {
        left("int a = 1\n//.\nint b = ");

        offer("y");

        assertThat(bench.session().variable("a")).contains(1);
        assertThat(bench.session().variable("b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n\n",
                "// bpflab session, begun 2026-11-29T22:44:10, process 1\n",
                "// bpflab session, begun",
                "int half = ",
                "int a = 1\0\0\0\0\n//.\n",
                "\0\0\0\0\0\0\0\0"
            })
    void aFileThatHoldsNothingWholeIsNotOffered(String content) throws IOException {
        left(content);

        assertThat(Lost.find(folder)).isEmpty();
        assertThat(Lost.find(folder)).isEmpty();
    }

    @Test
    void aFileThatIsNoTextAndAFolderInItsPlaceAreNoReasonToStop() throws IOException {
        byte[] noText = new byte[5_000];
        new java.util.Random(7).nextBytes(noText);
        left(noText);
        Files.createDirectory(folder.resolve("session-20261129-224410-2.jsh"));

        assertThat(Lost.find(folder)).isEmpty();
        assertThat(files()).anyMatch(file -> file.getFileName().toString().startsWith("kept-"));
    }

    @Test
    void whoCannotBeAskedIsToldHow() throws IOException {
        Path file = left("int a = 1\n//.\n");

        assertThat(Recovery.notice(Lost.find(folder)))
                .hasValueSatisfying(line ->
                        assertThat(line).contains("held 1 snippet").contains("'/open " + file + "' brings it back"));
        assertThat(Recovery.notice(List.of())).isEmpty();
    }
}
