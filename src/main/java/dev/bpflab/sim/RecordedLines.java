package dev.bpflab.sim;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Reads recordings: a JSON object of numbers, texts and lists of texts on each line. */
final class RecordedLines {
    private static final JsonFactory JSON = new JsonFactory();

    private RecordedLines() {}

    /**
     * Returns what each line that is not blank says.
     *
     * @param what messages call what a line is
     * @throws IllegalArgumentException naming the line that is not one
     */
    static <T> List<T> parse(String lines, String what, Function<Fields, T> reader) {
        List<T> all = new ArrayList<>();
        int number = 0;
        for (String line : lines.lines().toList()) {
            number++;
            if (!line.isBlank()) {
                try {
                    all.add(reader.apply(fields(line)));
                } catch (IOException | IllegalArgumentException e) {
                    throw new IllegalArgumentException(
                            "line " + number + " of the recording is no " + what + ": " + line, e);
                }
            }
        }
        return all;
    }

    private static Fields fields(String line) throws IOException {
        Map<String, List<String>> fields = new HashMap<>();
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("no object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                List<String> values = new ArrayList<>();
                if (parser.nextToken() == JsonToken.START_ARRAY) {
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        values.add(text(parser));
                    }
                } else {
                    values.add(text(parser));
                }
                fields.put(name, values);
            }
        }
        return new Fields(fields);
    }

    private static String text(JsonParser parser) throws IOException {
        if (parser.currentToken() == null || !parser.currentToken().isScalarValue()) {
            throw new IllegalArgumentException("no number and no text");
        }
        return parser.getText();
    }

    /** Returns a line with these fields in their order: numbers, texts and lists of texts. */
    static String line(Map<String, Object> fields) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            for (Map.Entry<String, Object> field : fields.entrySet()) {
                write(json, field.getKey(), field.getValue());
            }
            json.writeEndObject();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return line.toString();
    }

    private static void write(JsonGenerator json, String name, Object value) throws IOException {
        if (value instanceof Number number) {
            json.writeNumberField(name, number.longValue());
        } else if (value instanceof List<?> texts) {
            json.writeArrayFieldStart(name);
            for (Object text : texts) {
                json.writeString(String.valueOf(text));
            }
            json.writeEndArray();
        } else {
            json.writeStringField(name, String.valueOf(value));
        }
    }

    /** The fields of one line; those that must be there and are not are {@link IllegalArgumentException}s. */
    record Fields(Map<String, List<String>> values) {
        String text(String name) {
            List<String> value = list(name);
            if (value.size() != 1) {
                throw new IllegalArgumentException("no " + name);
            }
            return value.get(0);
        }

        long number(String name) {
            return Long.parseLong(text(name));
        }

        /** Returns a number that may be left out where it is 0. */
        long numberIfAny(String name) {
            return values.containsKey(name) ? number(name) : 0;
        }

        /** Returns the texts of a list; empty when there is none. */
        List<String> list(String name) {
            return values.getOrDefault(name, List.of());
        }
    }
}
