package dev.bpflab.chapter;

import java.util.List;
import java.util.regex.Pattern;

/**
 * What differs from run to run and is therefore not compared: the ids of maps, programs, links and processes, times, and
 * addresses. The rule is by how they are written.
 */
public final class Masks {
    private static final List<Pattern> CHANGING = List.of(
            Pattern.compile("\\b(?:map|program|link|process|pid|id|tgid)[ =](\\d+)\\b"),
            Pattern.compile("\\b(\\d[\\d,.]*) ?(?:ns|µs|us|ms|s)\\b"),
            Pattern.compile("\\b(0x[0-9a-f]{8,16})\\b"));

    private Masks() {}

    /** Returns the text with a mark in place of each such number. */
    public static String masked(String text) {
        String masked = text;
        for (Pattern pattern : CHANGING) {
            masked = pattern.matcher(masked).replaceAll(found -> {
                int begin = found.start(1) - found.start();
                return found.group().substring(0, begin)
                        + "#"
                        + found.group().substring(begin + found.group(1).length());
            });
        }
        return masked;
    }
}
