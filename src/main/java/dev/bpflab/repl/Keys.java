package dev.bpflab.repl;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.impl.InputRC;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/** The keys that edit a line: those of emacs or vi, and those that keyboards have names for. */
final class Keys {
    /** Keys in the forms that terminals send when they do not obey what terminfo says, as those in browsers and editors. */
    private static final Map<String, List<String>> NAMED = Map.of(
            LineReader.BEGINNING_OF_LINE, List.of("\033[H", "\033OH", "\033[1~", "\033[7~"),
            LineReader.END_OF_LINE, List.of("\033[F", "\033OF", "\033[4~", "\033[8~"),
            LineReader.DELETE_CHAR, List.of("\033[3~"),
            LineReader.FORWARD_WORD, List.of("\033[1;5C", "\033[1;3C", "\033[5C", "\033Oc"),
            LineReader.BACKWARD_WORD, List.of("\033[1;5D", "\033[1;3D", "\033[5D", "\033Od"),
            LineReader.KILL_WORD, List.of("\033[3;5~"));

    private static final Map<Capability, String> ARROWS = Map.of(
            Capability.key_up, "A",
            Capability.key_down, "B",
            Capability.key_right, "C",
            Capability.key_left, "D");

    private static final List<String> TYPING = List.of(LineReader.EMACS, LineReader.VIINS);
    private static final List<String> ALL = List.of(LineReader.EMACS, LineReader.VIINS, LineReader.VICMD);

    private Keys() {}

    /** Binds the keys that a person can expect to work, whatever the terminal sends for them. */
    static void bind(LineReader reader, Terminal terminal) {
        for (String map : ALL) {
            KeyMap<Binding> keys = map(reader, map);
            NAMED.forEach((widget, sequences) -> keys.bind(new Reference(widget), sequences));
            ARROWS.forEach((key, end) -> {
                String named = KeyMap.key(terminal, key);
                Binding action = named == null ? null : keys.getBound(named);
                if (action != null) {
                    keys.bind(action, "\033[" + end, "\033O" + end);
                }
            });
        }
        map(reader, LineReader.VIINS)
                .bind(new Reference(LineReader.HISTORY_INCREMENTAL_SEARCH_BACKWARD), KeyMap.ctrl('R'));
    }

    /** Binds a widget to keys that type. */
    static void bind(LineReader reader, String widget, String... sequences) {
        TYPING.forEach(map -> map(reader, map).bind(new Reference(widget), sequences));
    }

    /** Binds a widget to what a terminal may send at any time. */
    static void bindEverywhere(LineReader reader, String widget, String sequence) {
        ALL.forEach(map -> map(reader, map).bind(new Reference(widget), sequence));
    }

    /** Edits as was chosen, or else as the user's {@code inputrc} says, and follows later choices. */
    static void choose(LineReader reader, Preferences preferences, Map<String, String> environment) {
        readInputRc(reader, environment);
        if (preferences.isChosen(Preferences.Key.EDITING)) {
            use(reader, preferences.get(Preferences.Key.EDITING));
        }
        preferences.onChange(key -> {
            if (key == Preferences.Key.EDITING) {
                use(reader, preferences.get(Preferences.Key.EDITING));
            }
        });
    }

    private static void use(LineReader reader, String editing) {
        String map = editing.equals("vi") ? LineReader.VIINS : LineReader.EMACS;
        reader.getKeyMaps().put(LineReader.MAIN, map(reader, map));
    }

    /** What the file asks for that the line editor does not know is left out, as it is by programs with readline. */
    private static void readInputRc(LineReader reader, Map<String, String> environment) {
        String home = environment.getOrDefault("HOME", System.getProperty("user.home", "."));
        Path file = Path.of(
                environment.getOrDefault("INPUTRC", Path.of(home, ".inputrc").toString()));
        if (!Files.isReadable(file)) {
            return;
        }
        try {
            String lines = Files.readString(file, StandardCharsets.UTF_8);
            reader.setKeyMap(LineReader.MAIN);
            InputRC.configure(reader, new StringReader(lines));
            // Its editing mode counts from its end on: only now do its keys come to the right map.
            InputRC.configure(reader, new StringReader(lines));
        } catch (IOException | IllegalArgumentException notUnderstood) {
            reader.getKeyMaps().putIfAbsent(LineReader.MAIN, map(reader, LineReader.EMACS));
        }
    }

    private static KeyMap<Binding> map(LineReader reader, String name) {
        return Objects.requireNonNull(reader.getKeyMaps().get(name));
    }
}
