package dev.bpflab.look;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Datum;
import dev.bpflab.bpf.Entry;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.pattern.Buckets;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;

/**
 * A map as JSON: {@code name id type keyType valueType keySize valueSize maxEntries flags} and {@code entries} of {@code key
 * value}. Numbers are exact and never negative unless their type is; a struct is an object, an array and the values of all
 * CPUs are arrays, bytes are hexadecimal digits. The entry of a histogram has its {@code bucket} besides.
 */
public final class MapJson {
    private final JsonGenerator json;

    private MapJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes a map to a stream, which stays open. */
    public static void write(BpfMap<?, ?> map, OutputStream out) throws IOException {
        try (JsonGenerator json = new JsonFactory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            new MapJson(json.useDefaultPrettyPrinter()).map(map);
            json.writeRaw('\n');
        }
    }

    private <K, V> void map(BpfMap<K, V> map) throws IOException {
        MapSpec<K, V> spec = map.spec();
        json.writeStartObject();
        json.writeStringField("name", map.name());
        json.writeNumberField("id", map.id());
        json.writeStringField("type", spec.typeName());
        json.writeStringField("keyType", spec.key().name());
        json.writeStringField("valueType", spec.value().name());
        json.writeNumberField("keySize", spec.key().size());
        json.writeNumberField("valueSize", spec.value().size());
        json.writeNumberField("maxEntries", Integer.toUnsignedLong(spec.maxEntries()));
        json.writeNumberField("flags", Integer.toUnsignedLong(spec.flags()));
        json.writeArrayFieldStart("entries");
        for (Entry<K, V> entry : map) {
            json.writeStartObject();
            json.writeFieldName("key");
            datum(entry.keyDatum());
            if (spec.key() instanceof Buckets) {
                json.writeStringField("bucket", entry.keyText());
            }
            json.writeFieldName("value");
            datum(entry.valueDatum());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void datum(Datum datum) throws IOException {
        if (datum instanceof Datum.Whole number) {
            json.writeNumber(number.value());
        } else if (datum instanceof Datum.Flag flag) {
            json.writeBoolean(flag.value());
        } else if (datum instanceof Datum.Bytes bytes) {
            json.writeString(bytes.hex().replace(" ", ""));
        } else if (datum instanceof Datum.Group group) {
            json.writeStartObject();
            for (Map.Entry<String, Datum> field : group.fields().entrySet()) {
                json.writeFieldName(field.getKey());
                datum(field.getValue());
            }
            json.writeEndObject();
        } else if (datum instanceof Datum.Many many) {
            json.writeStartArray();
            for (Datum item : many.items()) {
                datum(item);
            }
            json.writeEndArray();
        } else {
            json.writeString(datum.text());
        }
    }
}
