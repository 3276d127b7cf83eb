package dev.bpflab.agent;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codec;
import dev.bpflab.bpf.Entry;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bytes that entries have in maps. Whoever grades knows the sizes of a map's keys and values, and not how the learner's
 * types lie in them; so entries come with their bytes, once for all open maps with the same codecs that can hold them all.
 * Fields: a list of encodings, each a list of descriptors, then the bytes of key and value of each entry.
 */
final class Encodings {
    private static final int MOST = 64;

    /** A key with its value. */
    record Pair(@Nullable Object key, @Nullable Object value) {}

    private record Codecs(Codec<?> key, Codec<?> value, int valueBytes) {}

    private record Encoded(byte[] key, byte[] value) {}

    private Encodings() {}

    /** Returns what an entry of a map, ours or Java's, holds. */
    static Pair pair(Object entry) {
        if (entry instanceof Entry<?, ?> ours) {
            return new Pair(ours.key(), ours.value());
        }
        Map.Entry<?, ?> java = (Map.Entry<?, ?>) entry;
        return new Pair(java.getKey(), java.getValue());
    }

    static void write(FieldWriter to, List<Pair> pairs, List<BpfMap<?, ?>> maps) {
        Map<Codecs, List<Integer>> descriptors = new LinkedHashMap<>();
        for (BpfMap<?, ?> map : pairs.isEmpty() ? List.<BpfMap<?, ?>>of() : maps) {
            Codecs codecs = new Codecs(map.spec().key(), map.spec().value(), map.valueBytes());
            descriptors.computeIfAbsent(codecs, each -> new ArrayList<>()).add(map.number());
        }
        Map<List<Integer>, List<Encoded>> encodings = new LinkedHashMap<>();
        descriptors.forEach((codecs, fds) -> {
            List<Encoded> encoded = encodings.size() < MOST ? encoded(pairs, codecs) : List.of();
            if (!encoded.isEmpty()) {
                encodings.put(fds, encoded);
            }
        });
        to.list(encodings.entrySet(), (fields, encoding) -> {
            fields.list(encoding.getKey(), (each, fd) -> each.i32(fd));
            encoding.getValue().forEach(one -> fields.bytes(one.key()).bytes(one.value()));
        });
    }

    /** Returns the bytes of all pairs, of none when one does not fit. */
    private static List<Encoded> encoded(List<Pair> pairs, Codecs codecs) {
        List<Encoded> encoded = new ArrayList<>();
        try {
            for (Pair pair : pairs) {
                Object key = pair.key();
                Object value = pair.value();
                if (key == null || value == null) {
                    return List.of();
                }
                encoded.add(new Encoded(
                        bytes(codecs.key(), key, codecs.key().size()),
                        bytes(codecs.value(), value, codecs.valueBytes())));
            }
            return encoded;
        } catch (RuntimeException otherTypes) {
            return List.of();
        }
    }

    /** Values may be of another map's types, which shows in a ClassCastException. */
    @SuppressWarnings("unchecked")
    private static byte[] bytes(Codec<?> codec, Object value, int size) {
        byte[] bytes = new byte[size];
        ((Codec<Object>) codec).encode(value, ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()));
        return bytes;
    }
}
