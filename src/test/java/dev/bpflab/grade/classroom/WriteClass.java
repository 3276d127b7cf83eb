package dev.bpflab.grade.classroom;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bpflab.grade.classroom.Classroom.Member;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes a class with its labels into a folder, for {@code src/bench/grading.py}. */
public final class WriteClass {
    private WriteClass() {}

    /**
     * Writes a class.
     *
     * @param args the lab, the size, which one of how many is hostile (0 for none), the seed, the folder, the file of labels
     */
    public static void main(String... args) throws IOException {
        Classroom classroom = new Classroom(args[0]);
        Path folder = Files.createDirectories(Path.of(args[4]));
        ObjectNode labels = new ObjectMapper().createObjectNode();
        for (Member member :
                classroom.members(Integer.parseInt(args[1]), Integer.parseInt(args[2]), Long.parseLong(args[3]))) {
            Files.writeString(folder.resolve(member.file()), member.script());
            ObjectNode label = labels.putObject(member.file());
            label.put("variant", member.variant().name());
            label.put("points", classroom.points(member.variant()));
            label.put("ending", member.variant().ending().name());
            member.variant().failed().forEach(label.putArray("failed")::add);
        }
        new ObjectMapper()
                .writerWithDefaultPrettyPrinter()
                .writeValue(Path.of(args[5]).toFile(), labels);
    }
}
