package dev.bpflab.look;

import dev.bpflab.bpf.Codec;
import dev.bpflab.bpf.Datum;
import dev.bpflab.pattern.Buckets;
import dev.bpflab.view.Snapshot.Column;
import dev.bpflab.view.Snapshot.Row;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Keys and values as the cells of a table: a struct has a column for each field, the values of CPUs have their sum. */
final class Cells {
    private Cells() {}

    /** Returns the columns of a key or value, as the first of them shows. */
    static List<Column> columns(String name, Codec<?> codec, List<Datum> data) {
        boolean labelled = codec instanceof Buckets;
        return data.isEmpty()
                ? List.of(new Column(name, Number.class.isAssignableFrom(codec.javaType()) && !labelled))
                : labelled ? List.of(new Column(name, false)) : columns(name, data);
    }

    static List<Column> columns(String name, List<Datum> data) {
        Datum first = data.get(0);
        if (first instanceof Datum.Group group) {
            List<Column> columns = new ArrayList<>();
            for (Map.Entry<String, Datum> field : group.fields().entrySet()) {
                columns.add(new Column(field.getKey(), field.getValue() instanceof Datum.Whole));
            }
            return columns;
        }
        if (first instanceof Datum.Many many && many.perCpu()) {
            return List.of(new Column(
                    many.number().isPresent() ? "sum" : name, many.number().isPresent()));
        }
        return List.of(new Column(name, first instanceof Datum.Whole));
    }

    /** Returns the cells of a key; what a codec shows otherwise than as the number stays so. */
    static List<String> key(Datum key, String shown) {
        return key instanceof Datum.Whole ? List.of(shown) : texts(key);
    }

    static Row row(List<String> key, Datum value) {
        List<BigInteger> perCpu = value instanceof Datum.Many many
                        && many.perCpu()
                        && many.number().isPresent()
                ? many.items().stream()
                        .map(item -> item.number().orElse(BigInteger.ZERO))
                        .toList()
                : List.of();
        List<String> texts = perCpu.isEmpty()
                ? texts(value)
                : List.of(value.number().map(String::valueOf).orElse(""));
        return new Row(key, texts, value.number().orElse(null), perCpu);
    }

    private static List<String> texts(Datum datum) {
        return datum instanceof Datum.Group group
                ? group.fields().values().stream().map(Datum::text).toList()
                : List.of(datum.text());
    }
}
