package dev.bpflab.lab;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The values of all CPUs under one key, that of CPU 0 first; a cell parts them by a comma and a space. */
final class PerCpuColumn extends Column {
    private final Column one;

    PerCpuColumn(Column one) {
        this.one = one;
    }

    @Override
    String name() {
        return one.name() + " per cpu";
    }

    @Override
    int size() {
        return one.size();
    }

    @Override
    int alignment() {
        return one.alignment();
    }

    @Override
    boolean isPerCpu() {
        return true;
    }

    @Override
    List<Object> parse(String cell) {
        String inner = cell.replaceFirst("^\\[(.*)]$", "$1");
        return Stream.of(inner.split(",\\s+", -1))
                .map(each -> one.parse(each.strip()))
                .toList();
    }

    @Override
    List<Object> decode(ByteBuffer from) {
        int start = from.position();
        List<Object> values = new ArrayList<>();
        for (int at = start; at + size() <= from.limit(); at += slot(size())) {
            values.add(one.decode(from.position(at)));
        }
        from.position(from.limit());
        return values;
    }

    @Override
    String show(Object value) {
        return ((List<?>) value).stream().map(one::show).collect(Collectors.joining(", ", "[", "]"));
    }

    @Override
    int compare(Object a, Object b) {
        List<?> left = (List<?>) a;
        List<?> right = (List<?>) b;
        int order = Integer.compare(left.size(), right.size());
        for (int i = 0; order == 0 && i < left.size(); i++) {
            order = one.compare(left.get(i), right.get(i));
        }
        return order;
    }

    /** Returns how many bytes each CPU's value takes in what the kernel copies. */
    static int slot(int size) {
        return (size + 7) / 8 * 8;
    }
}
