package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.lab.LabProgress.StepProgress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProgressFilesTest {
    @TempDir
    Path temporary;

    private final Lab lab = TestLab.lab();
    private final List<String> messages = new ArrayList<>();
    private Path folder = Path.of(".");
    private ProgressFiles store = new ProgressFiles(folder, messages::add);

    @BeforeEach
    void begin() {
        folder = temporary.resolve("state/labs");
        store = new ProgressFiles(folder, messages::add);
    }

    private LabProgress some() {
        return LabProgress.begin(lab)
                .with(lab.steps().get(0), new StepProgress(StepState.PASSED, 2, 1, true))
                .keeping(lab.steps().get(0), "var s = \"\u00e4 \\n\";\nint i = 1;")
                .at("b");
    }

    @Test
    void whatIsSavedIsLoadedAndNothingElseIsLeft() {
        assertThat(store.load(lab)).isEqualTo(LabProgress.begin(lab));
        store.save(lab, some());
        assertThat(store.load(lab)).isEqualTo(some());
        assertThat(folder.toFile().list()).containsExactly("lab-9.1-v1.json");
        assertThat(messages).isEmpty();
    }

    @Test
    void eachVersionOfALabHasItsOwn() {
        store.save(lab, some());
        assertThat(store.load(TestLab.lab("2")).isUntouched()).isTrue();
        assertThat(store.load(lab)).isEqualTo(some());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"lab\": \"9.1\", ",
                "null",
                "[]",
                "{}",
                "{\"lab\":\"9.1\",\"version\":\"1\",\"current\":\"zzz\",\"steps\":{},\"snippets\":[]}",
                "{\"lab\":\"1.1\",\"version\":\"1\",\"current\":\"a\",\"steps\":{},\"snippets\":[]}",
                "{\"lab\":\"9.1\",\"version\":\"1\",\"current\":\"a\",\"steps\":{\"a\":null},\"snippets\":[]}",
                "{\"lab\":\"9.1\",\"version\":\"1\",\"current\":\"a\",\"steps\":{\"a\":{}},\"snippets\":[]}",
                "{\"lab\":\"9.1\",\"version\":\"1\",\"current\":\"a\",\"steps\":{},\"snippets\":[null]}"
            })
    void aBrokenFileIsSetAsideWithAMessageAndNothingIsLost(String broken) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(store.file(lab), broken);

        assertThat(store.load(lab)).isEqualTo(LabProgress.begin(lab));

        assertThat(messages).hasSize(1);
        assertThat(messages.get(0)).contains("cannot be read", "lab-9.1-v1.json.broken", "you begin anew");
        assertThat(folder.resolve("lab-9.1-v1.json.broken")).hasContent(broken);
        Files.writeString(store.file(lab), "again");
        store.load(lab);
        assertThat(folder.resolve("lab-9.1-v1.json.broken-2")).hasContent("again");
    }

    @Test
    void aFieldOfALaterReleaseIsNoReasonToLoseProgress() throws IOException {
        store.save(lab, some());
        String json = Files.readString(store.file(lab));
        Files.writeString(store.file(lab), json.replaceFirst("\\{", "{\"mood\": \"good\", "));
        assertThat(store.load(lab)).isEqualTo(some());
    }

    @Test
    void aFolderThatCannotBeWrittenIsToldAndDoesNotStopTheLearner() throws IOException {
        Files.createDirectories(temporary);
        Path file = Files.writeString(temporary.resolve("file"), "no folder");
        new ProgressFiles(file.resolve("labs"), messages::add).save(lab, some());
        assertThat(messages).hasSize(1);
        assertThat(messages.get(0)).startsWith("save progress: ").contains("you can go on");
    }

    @Test
    void backupsDoNotReplaceOneAnother() {
        assertThat(store.backUp(lab)).isEmpty();
        store.save(lab, some());
        assertThat(store.backUp(lab)).isPresent();
        assertThat(store.backUp(lab)).isPresent();
        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("lab-9.1-v1.json", "lab-9.1-v1.json.bak", "lab-9.1-v1.json.bak-2");
    }

    @Test
    void theLabThatWasWorkedAtLastIsKnownByItsFile() throws Exception {
        assertThat(store.lastLab()).isEmpty();
        Files.createDirectories(folder);
        Path older = Files.createFile(folder.resolve("lab-2.1-v1.json"));
        Files.setLastModifiedTime(older, FileTime.fromMillis(1));
        Files.createFile(folder.resolve("lab-2.2-v3.json"));
        assertThat(store.lastLab()).contains("2.2");
    }
}
