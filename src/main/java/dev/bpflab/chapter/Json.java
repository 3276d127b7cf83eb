package dev.bpflab.chapter;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object as read, with typed access to its fields; a field that is not there reads as empty. */
record Json(Map<String, Object> fields) {
    static Json parse(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            parser.nextToken();
            return new Json(object(parser));
        }
    }

    private static Map<String, Object> object(JsonParser parser) throws IOException {
        Map<String, Object> fields = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            fields.put(name, value(parser));
        }
        return fields;
    }

    private static Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE, VALUE_FALSE -> parser.getBooleanValue();
            case VALUE_STRING -> parser.getText();
            default ->
                throw new IOException("a page has no " + parser.currentToken() + " at "
                        + parser.currentTokenLocation().offsetDescription());
        };
    }

    @Nullable
    String stringOrNull(String name) {
        return (String) fields.get(name);
    }

    String string(String name) {
        String value = stringOrNull(name);
        return value == null ? "" : value;
    }

    int integer(String name) {
        return fields.get(name) instanceof Long number ? number.intValue() : 0;
    }

    @SuppressWarnings("unchecked")
    List<Object> list(String name) {
        return fields.get(name) instanceof List<?> list ? (List<Object>) list : List.of();
    }

    /** Returns the objects of a list of objects. */
    List<Json> objects(String name) {
        return list(name).stream().map(Json::of).toList();
    }

    List<String> strings(String name) {
        return list(name).stream().map(String.class::cast).toList();
    }

    Map<String, String> stringMap(String name) {
        Map<String, String> map = new LinkedHashMap<>();
        if (fields.get(name) instanceof Map<?, ?> object) {
            object.forEach((key, value) -> map.put((String) key, (String) value));
        }
        return map;
    }

    @SuppressWarnings("unchecked")
    private static Json of(Object object) {
        return new Json((Map<String, Object>) object);
    }
}
