package dev.bpflab.look;

import dev.bpflab.pattern.Histogram;
import dev.bpflab.view.Bars;
import dev.bpflab.view.Line;
import dev.bpflab.view.Picture;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A histogram as bars, from the first bucket that is not empty to the last, with what can be said of all values. */
final class HistogramPicture {
    private HistogramPicture() {}

    /** Returns the picture; null when nothing was counted. */
    static @Nullable Picture of(Histogram histogram) {
        List<Histogram.Bar> shown = histogram.shown();
        if (shown.isEmpty()) {
            return null;
        }
        Map<String, Long> counts = new LinkedHashMap<>();
        shown.forEach(bar -> counts.merge(bar.label(), bar.count(), Long::sum));
        String summary = histogram.total() + " counted, median " + histogram.percentile(50) + ", 99th percentile "
                + histogram.percentile(99);
        return width -> {
            List<Line> lines = new ArrayList<>(new Bars("", counts).lines(width));
            lines.addAll(Wrap.lines(Line.of(summary, Style.DIM), width));
            return lines;
        };
    }
}
