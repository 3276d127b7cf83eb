package dev.bpflab.bpf;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;

/**
 * The values of one key of a per-CPU map: one element for each possible CPU, in the order of their numbers. A program
 * reads and writes only that of the CPU it runs on.
 *
 * @param values one for each possible CPU ({@link BpfHost#possibleCpus}, not only those online)
 * @param <V> the Java type of one value
 */
public record PerCpu<V>(List<V> values) implements Iterable<V> {
    public PerCpu {
        values = List.copyOf(values);
    }

    /** Returns these values, that of CPU 0 first. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    public static <V> PerCpu<V> of(V... values) {
        return new PerCpu<>(List.of(values));
    }

    /** Returns the same value for so many CPUs. */
    public static <V> PerCpu<V> same(V value, int cpus) {
        return new PerCpu<>(Collections.nCopies(cpus, value));
    }

    /** Returns the value of a CPU; {@link IndexOutOfBoundsException} when the machine can have no such. */
    public V on(int cpu) {
        return values.get(cpu);
    }

    /** Returns how many CPUs there are. */
    public int count() {
        return values.size();
    }

    /** Returns the sum over all CPUs, which wraps around at 64 bits; EINVAL when the values are no numbers. */
    public long sum() {
        long sum = 0;
        for (long number : numbers("sum")) {
            sum += number;
        }
        return sum;
    }

    /** Returns the smallest number of all CPUs; EINVAL when the values are no numbers. */
    public long min() {
        return Collections.min(numbers("min"));
    }

    /** Returns the largest number of all CPUs; EINVAL when the values are no numbers. */
    public long max() {
        return Collections.max(numbers("max"));
    }

    @Override
    public Iterator<V> iterator() {
        return values.iterator();
    }

    @Override
    public String toString() {
        return values.toString();
    }

    private List<Long> numbers(String operation) {
        List<Long> numbers = new ArrayList<>();
        for (V value : values) {
            if (!(value instanceof Number number)) {
                throw new BpfException(
                        operation + " of per-CPU values",
                        Errno.EINVAL,
                        "they are no numbers",
                        "use a numeric codec such as U64, or go over values()");
            }
            numbers.add(number.longValue());
        }
        return numbers;
    }
}
