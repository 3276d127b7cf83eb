package dev.bpflab.repl;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/** What keys do while one pages: those of {@code less}. */
@SuppressWarnings("ImmutableEnumChecker") // toList is immutable
enum PagerKeys {
    SCREEN(" ", "f", "^F", "^V", "\033[6~"),
    BACK("b", "^B", "\033v", "\033[5~"),
    LINE("\r", "\n", "j", "e", "^N", "^E", "\033[B", "\033OB"),
    LINE_BACK("k", "y", "^P", "^Y", "\033[A", "\033OA"),
    HALF("d", "^D"),
    HALF_BACK("u", "^U"),
    FIRST("g", "<", "\033[H", "\033OH", "\033[1~"),
    LAST("G", ">", "\033[F", "\033OF", "\033[4~"),
    SEARCH("/"),
    SEARCH_BACK("?"),
    AGAIN("n"),
    AGAIN_BACK("N"),
    HELP("h", "H"),
    LEAVE("q", "Q", "^C", "^G", ":q", "ZZ"),
    /** Any other key. */
    OTHER;

    private static final Map<PagerKeys, Capability> NAMED = Map.of(
            SCREEN, Capability.key_npage,
            BACK, Capability.key_ppage,
            LINE, Capability.key_down,
            LINE_BACK, Capability.key_up,
            FIRST, Capability.key_home,
            LAST, Capability.key_end);

    private final List<String> keys;

    PagerKeys(String... keys) {
        this.keys = Stream.of(keys).map(PagerKeys::control).toList();
    }

    private static String control(String key) {
        return key.length() == 2 && key.charAt(0) == '^' ? String.valueOf((char) (key.charAt(1) & 0x1f)) : key;
    }

    /** Returns what each key does on a terminal. */
    static KeyMap<PagerKeys> map(Terminal terminal) {
        KeyMap<PagerKeys> map = new KeyMap<>();
        for (PagerKeys action : values()) {
            map.bind(action, action.keys);
            Capability named = NAMED.get(action);
            String sent = named == null ? null : KeyMap.key(terminal, named);
            if (sent != null) {
                map.bind(action, sent);
            }
        }
        map.setNomatch(OTHER);
        map.setUnicode(OTHER);
        return map;
    }
}
