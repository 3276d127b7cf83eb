package dev.bpflab.grade.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bpflab.grade.Gradebook;
import dev.bpflab.grade.Graded;
import java.io.UncheckedIOException;

/**
 * A class as JSON, whose form is described by the schema {@code class-report.schema.json} beside this class. The form is
 * stable: fields are added, never renamed or removed.
 */
public final class ClassJson {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ClassJson() {}

    /** Returns the class, indented, without a final newline. The same class graded again gives the same text. */
    public static String of(Gradebook book) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", 1);
        root.setAll((ObjectNode) JSON.valueToTree(book.by()));
        ArrayNode tiers = root.putArray("tiers");
        book.tiers().forEach(tiers::add);
        root.set("summary", JSON.valueToTree(Statistics.of(book)));
        ArrayNode submissions = root.putArray("submissions");
        for (Graded graded : book.graded()) {
            ObjectNode submission = JSON.valueToTree(graded);
            // How long it took is another each time.
            submission.remove("seconds");
            submissions.add(submission);
        }
        return written(root);
    }

    static String written(ObjectNode root) {
        try {
            return JSON.writeValueAsString(root);
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("a tree of our own can always be written", impossible);
        }
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }
}
