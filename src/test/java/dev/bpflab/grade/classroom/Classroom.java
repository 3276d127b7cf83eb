package dev.bpflab.grade.classroom;

import dev.bpflab.lab.Lab;
import dev.bpflab.lab.LabCatalog;
import dev.bpflab.lab.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;

/**
 * Makes the submissions of a class: from ways to do a lab whose marks are known, each written as another student would write
 * it, with or without {@code /next}, comments and other names. The same seed makes the same class.
 */
public final class Classroom {
    private static final List<String> REMARKS = List.of(
            "// I think this is right.",
            "/* TODO ask why */",
            "// var counts = null; exitInsn();",
            "// counts.put(1000L, 4L); in a comment does nothing",
            "");

    private final Lab lab;
    private final Map<String, String> solution;
    private final List<Variant> variants;

    /** A submission with what it deserves. */
    public record Member(String file, Variant variant, String script) {}

    /** Opens the class of a lab that came with bpflab. */
    public Classroom(String labId) {
        lab = LabCatalog.bundled().lab(labId);
        variants = Variant.of(labId);
        try (Stream<Path> labs = Files.list(Path.of("labs"))) {
            Path folder = labs.filter(each -> each.getFileName().toString().startsWith(labId + "-"))
                    .findFirst()
                    .orElseThrow();
            solution = Variant.regions(Files.readString(folder.resolve("solution.jsh")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the lab. */
    public Lab lab() {
        return lab;
    }

    /** Returns the ways to do the lab. */
    public List<Variant> variants() {
        return variants;
    }

    /** Returns a class of this size in which every way occurs, if there is room, and each {@code hostileEvery}th is hostile. */
    public List<Member> members(int size, int hostileEvery, long seed) {
        Random random = new Random(seed);
        List<Variant> hostile = hostileEvery == 0 ? List.of() : Variant.of("hostile");
        List<Member> members = new ArrayList<>();
        int peaceful = 0;
        for (int i = 0; i < size; i++) {
            boolean attack = !hostile.isEmpty() && i % hostileEvery == hostileEvery - 1;
            Variant variant = attack
                    ? hostile.get(i / hostileEvery % hostile.size())
                    : variants.get(peaceful < variants.size() ? peaceful : random.nextInt(variants.size()));
            peaceful += attack ? 0 : 1;
            members.add(new Member(String.format("s%03d.jsh", i), variant, script(variant, random)));
        }
        return members;
    }

    /** Returns a script that does the lab in this way. */
    public String script(Variant variant, Random random) {
        boolean next = random.nextBoolean();
        StringBuilder script = new StringBuilder();
        if (random.nextBoolean()) {
            script.append("// bpflab lab ")
                    .append(lab.id())
                    .append(" version ")
                    .append(lab.version())
                    .append('\n');
        }
        for (Step step : lab.steps()) {
            String text = variant.regions()
                    .getOrDefault(step.id(), Objects.requireNonNull(solution.get(step.id()), step.id()));
            script.append(REMARKS.get(random.nextInt(REMARKS.size()))).append('\n');
            script.append(renamed(text, random));
            if (lab.number(step) == 2) {
                script.append(variant.between());
            }
            script.append(next ? "/next\n" : "\n");
        }
        return script.toString();
    }

    /** Labels may have any names. */
    private static String renamed(String text, Random random) {
        String other = text;
        for (String label : List.of("count", "out", "fits")) {
            other = other.replace("\"" + label + "\"", "\"" + label + random.nextInt(1000) + "\"");
        }
        return other;
    }

    /** Returns what a member's marks are: the points of the steps that its way passes. */
    public int points(Variant variant) {
        return lab.steps().stream()
                .filter(step -> !variant.failed().contains(step.id()))
                .mapToInt(Step::points)
                .sum();
    }
}
