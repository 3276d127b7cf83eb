package dev.bpflab.view;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The texts of a room for people: a file {@code messages.properties} beside a class, with a text under each key. Arguments
 * stand in a text as {@code {0}}, {@code {1}} and so on. A room's file is read when the first of its texts is asked for, so
 * that a start reads no other's.
 */
public final class MessageFile {
    /** What the file is called. */
    public static final String NAME = "messages.properties";

    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)}");

    private final Class<?> room;
    private volatile @Nullable Properties texts;

    private MessageFile(Class<?> room) {
        this.room = room;
    }

    /** Returns the file beside a class. */
    public static MessageFile beside(Class<?> room) {
        return new MessageFile(room);
    }

    /** Returns the text under a key with its arguments in their places. */
    public String text(String key, Object... arguments) {
        String text = find(key);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("no message '" + key + "'");
        }
        return ARGUMENT.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf(arguments[Integer.parseInt(found.group(1))])));
    }

    /** Returns the text under a key as it is; empty when there is none. */
    public String find(String key) {
        Properties known = texts;
        if (known == null) {
            known = load();
            texts = known;
        }
        return known.getProperty(key, "");
    }

    private Properties load() {
        Properties read = new Properties();
        try (Reader file =
                new InputStreamReader(Objects.requireNonNull(room.getResourceAsStream(NAME), room.getName()), UTF_8)) {
            read.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return read;
    }
}
