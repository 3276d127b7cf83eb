package dev.bpflab.lab;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Several values one behind the other as C lays them out, an array or a struct; a cell parts them by a comma and a space. */
final class GroupColumn extends Column {
    private final String name;
    private final List<Column> parts;

    GroupColumn(String name, List<Column> parts) {
        this.name = name;
        this.parts = List.copyOf(parts);
    }

    @Override
    String name() {
        return name;
    }

    @Override
    int size() {
        int end = 0;
        for (Column part : parts) {
            end = aligned(end, part.alignment()) + part.size();
        }
        return aligned(end, alignment());
    }

    @Override
    int alignment() {
        return parts.stream().mapToInt(Column::alignment).max().orElse(1);
    }

    @Override
    List<Object> parse(String cell) {
        String inner = cell.replaceFirst("^\\((.*)\\)$", "$1");
        String[] cells = inner.split(",\\s+", -1);
        if (cells.length != parts.size()) {
            throw new IllegalArgumentException("'" + cell + "' has " + cells.length + " values, and " + name + " has "
                    + parts.size() + "; they are parted by a comma and a space");
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            values.add(parts.get(i).parse(cells[i].strip()));
        }
        return values;
    }

    @Override
    List<Object> decode(ByteBuffer from) {
        int start = from.position();
        int end = 0;
        List<Object> values = new ArrayList<>();
        for (Column part : parts) {
            int at = aligned(end, part.alignment());
            values.add(part.decode(from.position(start + at)));
            end = at + part.size();
        }
        from.position(start + size());
        return values;
    }

    @Override
    String show(Object value) {
        List<?> values = (List<?>) value;
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            shown.add(parts.get(i).show(values.get(i)));
        }
        return shown.stream().collect(Collectors.joining(", ", "(", ")"));
    }

    @Override
    boolean canBeAdded() {
        return parts.stream().allMatch(Column::canBeAdded);
    }

    @Override
    List<Object> add(Object a, Object b) {
        List<Object> sums = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            sums.add(parts.get(i).add(((List<?>) a).get(i), ((List<?>) b).get(i)));
        }
        return sums;
    }

    @Override
    int compare(Object a, Object b) {
        int order = 0;
        for (int i = 0; order == 0 && i < parts.size(); i++) {
            order = parts.get(i).compare(((List<?>) a).get(i), ((List<?>) b).get(i));
        }
        return order;
    }

    private static int aligned(int offset, int alignment) {
        return (offset + alignment - 1) / alignment * alignment;
    }
}
