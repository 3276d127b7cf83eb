package dev.bpflab.repl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was chosen is there the next time, whatever happened to the file. */
class PreferencesTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasChosenIsKept() throws Exception {
        Path file = folder.resolve("new/preferences");
        Preferences.in(file).set(Preferences.Key.EDITING, "vi");
        assertThat(Preferences.in(file).get(Preferences.Key.EDITING)).isEqualTo("vi");
        assertThat(Preferences.in(file).get(Preferences.Key.THEME)).isEqualTo("auto");
    }

    @Test
    void whatIsNoChoiceIsLeftOut() throws Exception {
        Path file = folder.resolve("preferences");
        Files.writeString(file, "editing=cat\ntheme=dark\nhue=\\u00");
        assertThat(Preferences.in(file).get(Preferences.Key.EDITING)).isEqualTo("emacs");
        Files.writeString(file, "editing=cat\ntheme=dark\n");
        assertThat(Preferences.in(file).get(Preferences.Key.EDITING)).isEqualTo("emacs");
        assertThat(Preferences.in(file).get(Preferences.Key.THEME)).isEqualTo("dark");
    }

    @Test
    void whatCannotBeKeptIsInForceNevertheless() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "").resolve("preferences");
        Preferences preferences = Preferences.in(file);
        assertThatThrownBy(() -> preferences.set(Preferences.Key.EDITING, "vi")).isInstanceOf(IOException.class);
        assertThat(preferences.get(Preferences.Key.EDITING)).isEqualTo("vi");
    }

    @Test
    void theEditorIsTheChosenOneOrThatOfTheEnvironment() throws Exception {
        Preferences preferences = Preferences.inMemory();
        assertThat(ExternalEditor.of(preferences, Map.of())).isEmpty();
        assertThat(ExternalEditor.of(preferences, Map.of("EDITOR", "ed", "VISUAL", "  ")))
                .contains(new ExternalEditor(List.of("ed")));
        assertThat(ExternalEditor.of(preferences, Map.of("EDITOR", "ed", "VISUAL", "code --wait")))
                .contains(new ExternalEditor(List.of("code", "--wait")));
        preferences.set(Preferences.Key.EDITOR, "\"/opt/my editor/run\" -n '' x");
        assertThat(ExternalEditor.of(preferences, Map.of("EDITOR", "ed")))
                .contains(new ExternalEditor(List.of("/opt/my editor/run", "-n", "", "x")));
    }
}
