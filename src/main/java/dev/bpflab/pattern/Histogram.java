package dev.bpflab.pattern;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codec;
import dev.bpflab.bpf.Counts;
import dev.bpflab.bpf.Entry;
import dev.bpflab.bpf.Errno;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a map had counted when it was read: a bar for each bucket, lowest first, printed as a picture.
 *
 * @param bars the buckets, empty ones too
 */
public record Histogram(List<Bar> bars) {
    private static final int WIDEST = 40;
    /** Stands between the least and the greatest value of a bucket. */
    private static final String TO = "\u2013";
    /** So many empty buckets in a row are drawn as one. */
    private static final int MANY = 4;

    public Histogram {
        bars = List.copyOf(bars);
    }

    /**
     * A bucket with its count.
     *
     * @param label its values as people write them
     * @param lower its least value, unsigned
     * @param middle the value that stands for all of them in a mean
     */
    public record Bar(String label, long lower, double middle, long count) {
        @Override
        public String toString() {
            return label;
        }
    }

    /**
     * Reads a map whose keys are {@link Buckets} or numbers and whose values are numbers, summed up where each CPU has its
     * own; EINVAL for others.
     */
    public static Histogram of(BpfMap<?, ?> map) {
        List<Bar> bars = new ArrayList<>();
        for (Entry<?, ?> entry : map) {
            bars.add(bar(map, entry));
        }
        bars.sort(Comparator.comparing(Bar::lower, Long::compareUnsigned));
        return new Histogram(bars);
    }

    private static Bar bar(BpfMap<?, ?> map, Entry<?, ?> entry) {
        long key = number(map, entry.key(), "keys", map.spec().key());
        long count = number(map, entry.value(), "values", map.spec().value());
        if (!(map.spec().key() instanceof Buckets buckets)) {
            return new Bar(Long.toUnsignedString(key), key, Sizes.unsigned(key), count);
        }
        int index = (int) key;
        long lower = buckets.lower(index);
        double least = Sizes.unsigned(lower);
        boolean last = index == buckets.count() - 1;
        double middle = last ? least : (least + Sizes.unsigned(buckets.lower(index + 1)) - 1) / 2;
        return new Bar(buckets.label(index), lower, middle, count);
    }

    private static long number(BpfMap<?, ?> map, Object value, String what, Codec<?> codec) {
        return Counts.of(value)
                .orElseThrow(() -> new BpfException(
                        "histogram of map '" + map.name() + "'",
                        Errno.EINVAL,
                        "its " + what + " are " + codec.name() + ", not numbers",
                        "use top(map, 10)"));
    }

    /** Returns how many values were counted. */
    public long total() {
        return bars.stream().mapToLong(Bar::count).sum();
    }

    /**
     * Returns about what the mean is: each value is taken for the middle of its bucket, and one too large for the least that
     * is. NaN when nothing was counted.
     */
    public double mean() {
        return bars.stream().mapToDouble(bar -> bar.middle() * bar.count()).sum() / total();
    }

    /** Returns the bucket in which the value lies that so many percent do not exceed; ENODATA when nothing was counted. */
    public Bar percentile(double percent) {
        if (!(percent >= 0 && percent <= 100)) {
            throw new BpfException("percentile", Errno.ERANGE, percent + " is no percentage", "use 0 to 100");
        }
        double wanted = Math.max(1, total() * percent / 100);
        long seen = 0;
        for (Bar bar : bars) {
            seen += bar.count();
            if (seen >= wanted) {
                return bar;
            }
        }
        throw new BpfException("percentile", Errno.ENODATA, "nothing was counted", "count first");
    }

    /** Returns the counts by the buckets' labels, lowest bucket first. */
    public Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        bars.forEach(bar -> counts.merge(bar.label(), bar.count(), Long::sum));
        return counts;
    }

    /** Returns the buckets from the first that is not empty to the last; where many in a row are empty, one for all of them. */
    public List<Bar> shown() {
        List<Bar> shown = new ArrayList<>(bars);
        while (!shown.isEmpty() && shown.get(shown.size() - 1).count() == 0) {
            shown.remove(shown.size() - 1);
        }
        while (!shown.isEmpty() && shown.get(0).count() == 0) {
            shown.remove(0);
        }
        return folded(shown);
    }

    private static List<Bar> folded(List<Bar> bars) {
        List<Bar> folded = new ArrayList<>();
        for (int from = 0; from < bars.size(); ) {
            int to = from;
            while (to < bars.size() && bars.get(to).count() == 0) {
                to++;
            }
            if (to - from >= MANY) {
                folded.add(joined(bars.get(from), bars.get(to - 1)));
                from = to;
            } else {
                folded.add(bars.get(from));
                from++;
            }
        }
        return List.copyOf(folded);
    }

    /** Returns one bucket for all from the first to the last. */
    private static Bar joined(Bar first, Bar last) {
        String begins = first.label().replaceFirst(TO + ".*", "");
        String ends = last.label().replaceFirst(".*" + TO, "");
        return new Bar(begins + TO + ends, first.lower(), first.middle(), 0);
    }

    /** Returns a line with a bar for each bucket from the first that is not empty to the last. */
    @Override
    public String toString() {
        List<Bar> shown = shown();
        if (shown.isEmpty()) {
            return "(nothing was counted)";
        }
        int labels = shown.stream().mapToInt(bar -> bar.label().length()).max().getAsInt();
        long most = shown.stream().mapToLong(Bar::count).max().getAsLong();
        int digits = String.valueOf(most).length();
        return String.join(
                "\n", shown.stream().map(bar -> line(bar, labels, digits, most)).toList());
    }

    private static String line(Bar bar, int labels, int digits, long most) {
        long length = (bar.count() * WIDEST + most - 1) / most;
        String line = "%-" + labels + "s %" + digits + "d %s";
        return String.format(line, bar.label(), bar.count(), "#".repeat((int) length))
                .stripTrailing();
    }
}
