package dev.bpflab.lab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A workbench script handed in for a lab: snippets, and where the learner wrote {@code /next}.
 *
 * <p>A line of its own that begins with {@code /} and a letter is a command of the prompt. {@code /next} ends a part and
 * {@code /exit} the script; others, such as {@code /maps}, show something to the learner and are left out.
 * {@code /save} writes {@code // bpflab lab 2.1 version 1} in the first line.
 *
 * @param name what reports call it, such as its file name
 * @param lab the lab it says it is for; empty when it does not say
 * @param version the version it says it is for; empty when it does not say
 * @param parts the parts between the {@code /next} lines, at least one
 */
public record Submission(String name, Optional<String> lab, Optional<String> version, List<Part> parts) {
    private static final Pattern HEADER = Pattern.compile("//\\s*bpflab lab (\\S+) version (\\S+)\\s*");
    private static final Pattern COMMAND = Pattern.compile("/[A-Za-z!?]\\w*(\\s.*)?");

    /**
     * Snippets that stand together.
     *
     * @param line the line of the script at which they begin, from 1
     * @param source the snippets, commands replaced by empty lines
     */
    public record Part(int line, String source) {}

    public Submission {
        parts = List.copyOf(parts);
    }

    /** Reads a script. */
    public static Submission read(String name, String script) {
        List<Part> parts = new ArrayList<>();
        StringBuilder source = new StringBuilder();
        List<String> lines = script.lines().toList();
        int begin = 1;
        for (int i = 0; i < lines.size(); i++) {
            String command =
                    COMMAND.matcher(lines.get(i)).matches() ? lines.get(i).replaceFirst("\\s.*", "") : "";
            if (command.equals("/exit")) {
                break;
            }
            if (command.equals("/next")) {
                parts.add(new Part(begin, source.toString()));
                source.setLength(0);
                begin = i + 2;
            } else {
                source.append(command.isEmpty() ? lines.get(i) : "").append('\n');
            }
        }
        parts.add(new Part(begin, source.toString()));
        Matcher header = HEADER.matcher(lines.isEmpty() ? "" : lines.get(0));
        boolean named = header.matches();
        return new Submission(
                name,
                named ? Optional.of(header.group(1)) : Optional.empty(),
                named ? Optional.of(header.group(2)) : Optional.empty(),
                parts);
    }

    /** Returns what there is to say of the lab and version it was made for; empty when they are this lab's or not said. */
    public String remark(Lab judged) {
        String made = "lab " + lab.orElse(judged.id()) + " version " + version.orElse(judged.version());
        String here = "lab " + judged.id() + " version " + judged.version();
        return made.equals(here) ? "" : "made for " + made + ", judged as " + here;
    }

    /**
     * Returns the script that hands in what a learner typed, as {@code /save} writes it: its {@code /next} lines lead through
     * the lab, over its end, to the last experiment or challenge that was begun.
     */
    public static String write(Lab lab, LabProgress progress) {
        StringBuilder script = new StringBuilder("// bpflab lab " + lab.id() + " version " + lab.version() + "\n");
        StringBuilder way = new StringBuilder();
        for (Step step : lab.exercises()) {
            List<String> typed = progress.snippets().stream()
                    .filter(snippet -> snippet.step().equals(step.id()))
                    .map(snippet -> snippet.source().stripTrailing() + "\n")
                    .toList();
            if (lab.extras().indexOf(step) == 0) {
                way.append("/next\n");
            }
            if (!step.optional() || !typed.isEmpty()) {
                script.append(way).append("\n// ").append(lab.address(step)).append(". ");
                script.append(step.title()).append('\n');
                typed.forEach(script::append);
                way.setLength(0);
            }
            way.append("/next\n");
        }
        return script.toString();
    }
}
