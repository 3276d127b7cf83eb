package dev.bpflab.bpf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The catalogue of verifier messages, {@code verifier-messages.txt}, whose head says how it is written. */
final class VerifierMessages {
    private static final VerifierMessages BUNDLED = read("verifier-messages.txt");
    private static final String WORDS = "words";

    private final List<VerifierMessage> all = new ArrayList<>();
    private final Map<String, String> words = new LinkedHashMap<>();

    private VerifierMessages() {}

    static VerifierMessages bundled() {
        return BUNDLED;
    }

    /** Returns the entries in the order in which they are tried. */
    List<VerifierMessage> all() {
        return List.copyOf(all);
    }

    /** Returns plain words for what begins a state, such as {@code ctx}, in the order in which they are tried. */
    Map<String, String> words() {
        return words;
    }

    private static VerifierMessages read(String name) {
        try (InputStream in = VerifierMessages.class.getResourceAsStream(name)) {
            VerifierMessages messages = new VerifierMessages();
            messages.parse(new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8));
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void parse(String text) {
        String id = "";
        List<String[]> fields = new ArrayList<>();
        for (String line : text.replaceAll("\\n +", " ").lines().toList()) {
            if (line.startsWith("[")) {
                add(id, fields);
                id = line.substring(1, line.indexOf(']'));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                fields.add(line.split(" +", 2));
            }
        }
        add(id, fields);
    }

    private void add(String id, List<String[]> fields) {
        if (id.equals(WORDS)) {
            fields.forEach(field -> words.put(field[0], field[1]));
        } else if (!fields.isEmpty()) {
            String says = first(fields, "says");
            String errno = first(fields, "errno");
            all.add(new VerifierMessage(
                    id,
                    says == null ? null : Pattern.compile(says),
                    errno == null ? null : Errno.valueOf(errno),
                    Objects.requireNonNullElse(first(fields, "if"), ""),
                    Objects.requireNonNullElse(first(fields, "at"), ""),
                    needed(id, fields, "means"),
                    needed(id, fields, "mend"),
                    fields.stream()
                            .filter(field -> field[0].equals("code"))
                            .map(field -> code(field[1]))
                            .toList(),
                    needed(id, fields, "read")));
        }
        fields.clear();
    }

    private static VerifierMessage.Code code(String field) {
        String[] parts = field.split(" \\| ", 3);
        return new VerifierMessage.Code(parts[0], parts[1], parts[2]);
    }

    private static String needed(String id, List<String[]> fields, String name) {
        return Objects.requireNonNull(first(fields, name), id + " says no " + name);
    }

    private static @Nullable String first(List<String[]> fields, String name) {
        return fields.stream()
                .filter(field -> field[0].equals(name))
                .map(field -> field[1])
                .findFirst()
                .orElse(null);
    }
}
