package dev.bpflab.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON that commands print. */
final class Json {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** In ASCII, so that no reader has to know the character set. */
    private static final ObjectWriter LINES = MAPPER.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII);

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    static String pretty(JsonNode node) {
        return written(MAPPER.writerWithDefaultPrettyPrinter(), node);
    }

    /** Returns it in one line, without its end. */
    static String line(JsonNode node) {
        return written(LINES, node);
    }

    private static String written(ObjectWriter writer, JsonNode node) {
        try {
            return writer.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a tree of our own can always be written", impossible);
        }
    }
}
