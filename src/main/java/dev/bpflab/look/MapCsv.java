package dev.bpflab.look;

import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Datum;
import dev.bpflab.bpf.Entry;
import dev.bpflab.pattern.Buckets;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map as CSV (RFC 4180): a header, then a line for each entry. The columns are {@code key} and {@code value}, of a struct
 * {@code key.addr}, of an array {@code value.0}, of the values of all CPUs {@code value.cpu0}, and for a histogram
 * {@code bucket} besides. Bytes are hexadecimal digits.
 */
public final class MapCsv {
    private static final String EMPTY = "key,value\n";

    private MapCsv() {}

    /** Writes a map to a stream, which stays open. */
    public static <K, V> void write(BpfMap<K, V> map, OutputStream out) throws IOException {
        SequenceWriter csv = null;
        CsvMapper mapper = new CsvMapper();
        for (Entry<K, V> entry : map) {
            Map<String, String> row = row(map, entry);
            if (csv == null) {
                csv = mapper.writer(header(row)).writeValues(out);
            }
            csv.write(row);
        }
        if (csv == null) {
            // The library writes no header where no row follows.
            out.write(EMPTY.getBytes(StandardCharsets.UTF_8));
        } else {
            csv.flush();
        }
    }

    private static CsvSchema header(Map<String, String> row) {
        CsvSchema.Builder schema = CsvSchema.builder();
        row.keySet().forEach(schema::addColumn);
        return schema.build().withHeader();
    }

    private static <K, V> Map<String, String> row(BpfMap<K, V> map, Entry<K, V> entry) {
        Map<String, String> row = new LinkedHashMap<>();
        put("key", entry.keyDatum(), row);
        if (map.spec().key() instanceof Buckets) {
            row.put("bucket", entry.keyText());
        }
        put("value", entry.valueDatum(), row);
        return row;
    }

    private static void put(String name, Datum datum, Map<String, String> row) {
        if (datum instanceof Datum.Group group) {
            group.fields().forEach((field, value) -> put(name + "." + field, value, row));
        } else if (datum instanceof Datum.Many many) {
            String item = name + (many.perCpu() ? ".cpu" : ".");
            for (int i = 0; i < many.items().size(); i++) {
                put(item + i, many.items().get(i), row);
            }
        } else if (datum instanceof Datum.Bytes bytes) {
            row.put(name, bytes.hex().replace(" ", ""));
        } else {
            row.put(name, datum.text());
        }
    }
}
