package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.StackProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@code folded=VARIABLE,of=COUNTS,in=STACKS,key=CODEC}: a list of lines, a text or a file of them, is the folded text of what
 * was counted, in any order, with or without marks for the kernel's functions and with or without a name before the first.
 */
record FoldedCheck(String variable, Profiled profiled, String hint) implements Check {
    @Override
    public String subject() {
        return text("foldedCheck.foldedTextIn", variable);
    }

    @Override
    public CheckResult judge(Scene scene) {
        try {
            StackProfile<Long> profile = profiled.in(scene, hint);
            Map<String, Long> wanted = counts(profile.folded());
            Optional<Object> held = scene.variable(variable);
            List<String> lines = lines(held);
            Map<String, Long> given = counts(lines);
            if (!wanted.isEmpty()
                    && (given.equals(wanted) || withoutRoots(given).equals(wanted))) {
                return CheckResult.passed();
            }
            String most = wanted.entrySet().stream()
                    .max(Map.Entry.comparingByValue())
                    .map(line -> ", such as '" + line.getKey() + " " + line.getValue() + "'")
                    .orElse("");
            return CheckResult.failed(
                    text("foldedCheck.withLinesOfFoldedStacks", variable, wanted.size(), most),
                    lines.isEmpty()
                            ? Shown.variable(variable, held)
                            : text("foldedCheck.withStacksTheFirst", variable, given.size(), lines.get(0)),
                    hint);
        } catch (Profiled.Missing missing) {
            return missing.finding();
        }
    }

    private static List<String> lines(Optional<Object> held) {
        Object value = held.orElse(null);
        List<String> lines = new ArrayList<>();
        // A path is a list of its parts, too.
        if (value instanceof Iterable<?> list && !(value instanceof Path)) {
            list.forEach(line -> lines.add(String.valueOf(line)));
        } else if (value instanceof Path file) {
            try {
                lines.addAll(Files.readAllLines(file));
            } catch (IOException unreadable) {
                return List.of();
            }
        } else if (value instanceof CharSequence text) {
            lines.addAll(text.toString().lines().toList());
        }
        lines.removeIf(String::isBlank);
        return lines;
    }

    /** Returns the counts by functions; lines that are none count for nothing. */
    private static Map<String, Long> counts(List<String> lines) {
        Map<String, Long> counts = new TreeMap<>();
        for (String line : lines) {
            int space = line.lastIndexOf(' ');
            String count = line.substring(space + 1).strip();
            if (space > 0 && count.matches("\\d{1,18}")) {
                counts.merge(line.substring(0, space).replace("_[k]", "").strip(), Long.parseLong(count), Long::sum);
            }
        }
        return counts;
    }

    private static Map<String, Long> withoutRoots(Map<String, Long> counts) {
        Map<String, Long> without = new TreeMap<>();
        counts.forEach((stack, count) -> without.merge(stack.substring(stack.indexOf(';') + 1), count, Long::sum));
        return without;
    }
}
