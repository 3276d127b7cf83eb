package dev.bpflab.differential;

import java.util.List;
import java.util.regex.Pattern;

/** The verifier's log as it can be compared between runs and hosts. */
public final class LogLines {
    /** What Linux writes as an address and we as the map that lies there; the state behind it stands in another column. */
    private static final Pattern ADDRESS =
            Pattern.compile("(\\(18\\) r\\d = )(?:0xffff[0-9a-f]{12}|map\\[\\d+\\](?:\\[0\\]\\+\\d+)?) *");

    private LogLines() {}

    /** Returns the lines of a log without what only one kernel run can know. */
    public static List<String> comparable(String log) {
        return log.lines()
                .filter(line -> !line.startsWith("verification time "))
                .map(line -> ADDRESS.matcher(line).replaceAll("$10xPTR ").stripTrailing())
                .toList();
    }
}
