package dev.bpflab.grade;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SubmissionFolderTest {
    @TempDir
    Path temp;

    private Path folder;

    @BeforeEach
    void makeFolder() throws IOException {
        folder = Files.createDirectory(temp.resolve("class"));
    }

    private List<HandedIn> list() throws IOException {
        return SubmissionFolder.list(folder, folder.resolve("no such"));
    }

    private Map<String, String> problems() throws IOException {
        return list().stream().collect(Collectors.toMap(HandedIn::name, HandedIn::problem));
    }

    /** Makes a file whose name is these bytes, percent-encoded: the text of a path cannot say all of them. */
    private void write(String encoded) throws IOException {
        Files.writeString(Path.of(URI.create(folder.toUri() + encoded)), "");
    }

    @Test
    void filesAndFoldersOfStudentsAreListedInTheOrderOfTheirBytes() throws IOException {
        Files.writeString(folder.resolve("ada.jsh"), "");
        Files.writeString(folder.resolve("notes.txt"), "");
        Files.createDirectories(folder.resolve("bob/week 1"));
        Files.writeString(folder.resolve("bob/week 1/lab.jsh"), "");
        Files.createDirectory(folder.resolve("carol"));

        assertThat(list()).extracting(HandedIn::name).containsExactly("ada.jsh", "bob/week 1/lab.jsh", "carol");
        assertThat(list()).extracting(HandedIn::student).containsExactly("ada", "bob", "carol");
        assertThat(problems()).containsEntry("carol", "there is no .jsh file in this folder");
    }

    @Test
    void whateverAFileIsCalledItsNameIsOneLineOfText() throws IOException {
        write("%FF%FE.jsh");
        write("new%0Aline.jsh");
        write("..jsh");
        write("...jsh");
        write("%1B%5B31mred.jsh");
        write("%E2%80%AEhsj.exe.jsh");
        write("back%5Cn.jsh");
        write("%C3%A4rger.jsh");
        String longest = "x".repeat(251);
        write(longest + ".jsh");

        assertThat(list())
                .extracting(HandedIn::name)
                .containsExactlyInAnyOrder(
                        "\\xff\\xfe.jsh",
                        "new\\nline.jsh",
                        "..jsh",
                        "...jsh",
                        "\\u001b[31mred.jsh",
                        "\\u202ehsj.exe.jsh",
                        "back\\\\n.jsh",
                        "ärger.jsh",
                        longest + ".jsh");
        assertThat(list()).allSatisfy(each -> assertThat(each.script()).isEmpty());
    }

    @Test
    void aLinkThatLeadsOutIsNotFollowed() throws IOException {
        Path outside = Files.writeString(temp.resolve("outside.jsh"), "secret");
        Files.createDirectory(temp.resolve("other"));
        Files.writeString(temp.resolve("other/more.jsh"), "secret");
        Files.writeString(folder.resolve("real.jsh"), "mine");
        Files.createSymbolicLink(folder.resolve("out.jsh"), outside);
        Files.createSymbolicLink(folder.resolve("up.jsh"), Path.of("../outside.jsh"));
        Files.createSymbolicLink(folder.resolve("nowhere.jsh"), Path.of("nothing"));
        Files.createSymbolicLink(folder.resolve("in.jsh"), Path.of("real.jsh"));
        Files.createSymbolicLink(folder.resolve("folder"), temp.resolve("other"));
        Files.createSymbolicLink(folder.resolve("round"), folder);

        assertThat(problems())
                .containsOnly(
                        Map.entry("real.jsh", ""),
                        Map.entry("in.jsh", ""),
                        Map.entry("out.jsh", "it is a link that leads out of the folder"),
                        Map.entry("up.jsh", "it is a link that leads out of the folder"),
                        Map.entry("nowhere.jsh", "it is a link that leads nowhere"));
    }

    @Test
    void whatIsNoTextOrTooLargeCannotBeRunAndSaysWhy() throws IOException {
        Files.write(folder.resolve("binary.jsh"), new byte[] {(byte) 0xff, (byte) 0xfe});
        Files.writeString(folder.resolve("large.jsh"), "x".repeat(HandedIn.MOST_BYTES + 1));
        Files.createDirectory(folder.resolve("folder.jsh"));

        Map<String, String> why = list().stream().collect(Collectors.toMap(HandedIn::name, SubmissionFolderTest::why));
        assertThat(why)
                .containsEntry("binary.jsh", "the file is not UTF-8 text; hand in a .jsh file, as /save writes one")
                .containsEntry("large.jsh", "the file is larger than 256 KiB")
                .containsEntry("folder.jsh", "there is no .jsh file in this folder");
    }

    private static String why(HandedIn handedIn) {
        try {
            return handedIn.script();
        } catch (HandedIn.Unreadable unreadable) {
            return String.valueOf(unreadable.getMessage());
        }
    }

    @Test
    void theFolderOfTheReportsIsLeftOut() throws IOException {
        Path out = Files.createDirectory(folder.resolve("out"));
        Files.writeString(out.resolve("old.jsh"), "");
        assertThat(SubmissionFolder.list(folder, out)).isEmpty();
    }
}
