package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a person chose with {@code /set}; kept in a file for the next time. */
public final class Preferences {
    /** What can be chosen. */
    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable
    public enum Key {
        /** How much is said of a snippet that went well. */
        FEEDBACK("normal", "concise", "silent", "verbose"),
        /** The keys that edit a line. */
        EDITING("emacs", "vi"),
        /** The colours. */
        THEME("auto", "dark", "light", "none"),
        /** The program of {@code /edit}; any command, empty for that of the environment. */
        EDITOR("");

        private final List<String> values;

        Key(String... values) {
            this.values = List.of(values);
        }

        /** Returns what is typed for it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Returns the values it can have, the first as long as nobody chose; any other where that is empty. */
        List<String> choices() {
            return values;
        }

        /** Returns whether this is one of its values. */
        boolean takes(String value) {
            return values.get(0).isEmpty() || values.contains(value);
        }

        static Optional<Key> of(String word) {
            return Stream.of(values()).filter(key -> key.word().equals(word)).findFirst();
        }
    }

    private final @Nullable Path file;
    private final Properties chosen = new Properties();
    private final List<Consumer<Key>> listeners = new ArrayList<>();

    private Preferences(@Nullable Path file) {
        this.file = file;
    }

    /** Returns preferences that end with the session. */
    public static Preferences inMemory() {
        return new Preferences(null);
    }

    /** Returns those of a file, which need not exist; what it holds that nobody understands is left as it is. */
    public static Preferences in(Path file) {
        Preferences kept = new Preferences(file);
        try (var reader = Files.newBufferedReader(file, UTF_8)) {
            kept.chosen.load(reader);
        } catch (IOException | IllegalArgumentException none) {
            kept.chosen.clear();
        }
        return kept;
    }

    /** Returns what was chosen, or the value without a choice. */
    public String get(Key key) {
        String value = chosen.getProperty(key.word(), key.choices().get(0));
        return key.takes(value) ? value : key.choices().get(0);
    }

    /** Returns whether something was chosen that counts. */
    boolean isChosen(Key key) {
        String value = chosen.getProperty(key.word());
        return value != null && key.takes(value);
    }

    /** Is told of every choice from now on. */
    public void onChange(Consumer<Key> listener) {
        listeners.add(listener);
    }

    /**
     * Chooses.
     *
     * @throws IOException when it cannot be kept; it is in force nevertheless
     */
    void set(Key key, String value) throws IOException {
        chosen.setProperty(key.word(), value);
        listeners.forEach(listener -> listener.accept(key));
        if (file != null) {
            Path next = file.resolveSibling(file.getFileName() + ".new");
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (var writer = Files.newBufferedWriter(next, UTF_8)) {
                chosen.store(writer, null);
            }
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
