package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the prompt says. All of it stands in one file, {@code messages.properties}, under a key; code names the key as a
 * literal and gives the arguments that stand in the text as {@code {0}}, {@code {1}} and so on.
 */
public final class Messages {
    private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)}");
    private static final Properties TEXTS = load();

    private Messages() {}

    /** Returns the text under a key with its arguments in their places. */
    public static String text(String key, Object... arguments) {
        String text = find(key);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("no message '" + key + "'");
        }
        return ARGUMENT.matcher(text)
                .replaceAll(
                        found -> Matcher.quoteReplacement(String.valueOf(arguments[Integer.parseInt(found.group(1))])));
    }

    /** Returns the text under a key that the table of commands makes of a name; empty when there is none. */
    static String find(String key) {
        return TEXTS.getProperty(key, "");
    }

    private static Properties load() {
        Properties texts = new Properties();
        try (Reader file = new InputStreamReader(
                Objects.requireNonNull(Messages.class.getResourceAsStream("messages.properties")), UTF_8)) {
            texts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
