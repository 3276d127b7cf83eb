package dev.bpflab.view;

import java.util.List;

/** Source code with its parts marked, in the languages that pages and the prompt show. */
public final class SourceCode {
    private SourceCode() {}

    /**
     * Returns source line by line.
     *
     * @param language {@code java}, {@code jshell}, or {@code asm} or {@code bpf} for BPF instructions in the kernel's
     *     notation; any other is left as it is
     */
    public static List<Line> lines(String language, String source) {
        String spaced = source.replace("\t", "    ");
        return switch (language) {
            case "java", "jshell" -> JavaCode.lines(spaced);
            case "asm", "bpf", "bpfasm" -> spaced.lines().map(AsmCode::line).toList();
            default -> Wrap.split(Line.of(spaced));
        };
    }
}
