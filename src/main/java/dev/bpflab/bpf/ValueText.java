package dev.bpflab.bpf;

import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values from maps as people read them: bytes in hexadecimal, with the value that they probably are. */
public final class ValueText {
    private ValueText() {}

    /** Tells whether there are bytes in a value, which Java itself would show as the name of a class. */
    public static boolean holdsBytes(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream().anyMatch(e -> holdsBytes(e.getKey()) || holdsBytes(e.getValue()));
        }
        if (value instanceof Entry<?, ?> entry) {
            return holdsBytes(entry.key()) || holdsBytes(entry.value());
        }
        if (value instanceof Record record) {
            return Arrays.stream(record.getClass().getRecordComponents())
                    .anyMatch(component -> holdsBytes(read(component, record)));
        }
        return value instanceof ByteBuffer
                || (value instanceof Collection<?> many && many.stream().anyMatch(ValueText::holdsBytes));
    }

    /**
     * Returns a value as text: {@code e8 03 00 00 (u32 1000)} for what remains in a buffer, also inside an entry, a record,
     * a map or a collection; anything else in its own words.
     */
    public static String of(@Nullable Object value) {
        if (value instanceof ByteBuffer buffer) {
            return bytes(buffer);
        }
        if (value instanceof Record record && holdsBytes(record)) {
            return Arrays.stream(record.getClass().getRecordComponents())
                    .map(component -> component.getName() + "=" + of(read(component, record)))
                    .collect(Collectors.joining(", ", record.getClass().getSimpleName() + "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> of(entry.getKey()) + " -> " + of(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (value instanceof Collection<?> many) {
            return many.stream().map(ValueText::of).collect(Collectors.joining(", ", "[", "]"));
        }
        return String.valueOf(value);
    }

    private static @Nullable Object read(RecordComponent component, Record record) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return "?";
        }
    }

    private static String bytes(ByteBuffer buffer) {
        ByteBuffer rest = buffer.slice();
        if (!rest.hasRemaining()) {
            return "(no bytes)";
        }
        String guess = Guess.of(rest);
        return Codecs.bytes(rest.remaining()).show(rest) + (guess.isEmpty() ? "" : " (" + guess + ")");
    }
}
