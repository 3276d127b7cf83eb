package dev.bpflab.bpf;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A C struct whose values are a Java record's: each component is a field, in their order, at the next multiple of its
 * alignment. Padding is written as zeros, so that equal records are equal keys. Made by {@link Codecs#struct}.
 *
 * @param <T> the record; its class may be private or declared at the prompt
 */
public final class Struct<T extends Record> implements Codec<T> {
    private final String name;
    private final Class<T> type;
    private final List<Field<?>> fields;
    private final boolean packed;
    private final List<Member> members;
    private final MethodHandle constructor;
    private final int size;

    private Struct(String name, Class<T> type, List<Field<?>> fields, boolean packed) {
        this.name = name;
        this.type = type;
        this.fields = List.copyOf(fields);
        this.packed = packed;
        try {
            MethodHandles.Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            this.members = members(lookup);
            this.constructor = constructor(lookup);
        } catch (IllegalAccessException | NoSuchMethodException e) {
            throw new BpfException(
                    operation(name),
                    Errno.EACCES,
                    "record " + type.getSimpleName() + " is in a module that is closed",
                    "declare it at the prompt or in an open package");
        }
        this.size = alignedTo(alignment(), members.get(members.size() - 1).end());
    }

    /** Returns the struct of these fields, one for each component of the record. */
    static <T extends Record> Struct<T> of(String name, Class<T> type, List<Field<?>> fields) {
        return new Struct<>(name, type, fields, false);
    }

    /** Returns the struct with these fields, and for the components left out with what their Java types say. */
    static <T extends Record> Struct<T> complete(String name, Class<T> type, List<Field<?>> declared) {
        String operation = operation(name);
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw new BpfException(operation, Errno.EINVAL, "that is no C name", "use letters, digits and _");
        }
        Fields.given(type, operation, "the record's class");
        Struct<T> struct = of(name, type, Fields.of(operation, type, declared));
        LayoutText.checkNames(struct, operation);
        return struct;
    }

    /** Returns the name that C programmers would give: {@code conn_key} for a record ConnKey. */
    static String nameOf(Class<?> type) {
        return type.getSimpleName()
                .replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("[^A-Za-z0-9_]", "_")
                .toLowerCase(Locale.ROOT);
    }

    /** Returns the same struct without padding, as with {@code __attribute__((packed))}; structs inside keep theirs. */
    public Struct<T> packed() {
        return new Struct<>(name, type, fields, true);
    }

    boolean isPacked() {
        return packed;
    }

    List<Member> members() {
        return members;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public int alignment() {
        return packed
                ? 1
                : fields.stream()
                        .mapToInt(field -> field.codec().alignment())
                        .max()
                        .orElse(1);
    }

    @Override
    public void encode(T value, ByteBuffer to) {
        if (!type.isInstance(value)) {
            throw new BpfException(
                    "encode " + name,
                    Errno.EINVAL,
                    "the value is no " + type.getSimpleName() + " of the declaration that the struct was made from",
                    "make the struct again, and the map from it");
        }
        int start = to.position();
        for (Member member : members) {
            zeros(to, start + member.offset());
            member.codec().encode(component(member, value), to);
        }
        zeros(to, start + size);
    }

    @Override
    public T decode(ByteBuffer from) {
        int start = from.position();
        Object[] values = new Object[members.size()];
        for (int i = 0; i < values.length; i++) {
            Member member = members.get(i);
            from.position(start + member.offset());
            values[i] = member.toComponent().apply(member.codec().decode(from));
        }
        from.position(start + size);
        try {
            return type.cast((Object) constructor.invokeExact(values));
        } catch (BpfException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new BpfException(
                    "decode " + name,
                    Errno.EINVAL,
                    "record " + type.getSimpleName() + " does not take " + Arrays.toString(values) + ": " + e,
                    "let its constructor take whatever a map may hold");
        }
    }

    @Override
    public String show(T value) {
        StringJoiner shown = new StringJoiner(", ", type.getSimpleName() + "[", "]");
        for (Member member : members) {
            shown.add(member.name() + "=" + member.codec().show(component(member, value)));
        }
        return shown.toString();
    }

    /** Returns a record's fields, see {@link Datum}. */
    Datum datum(Object value) {
        Map<String, Datum> shown = new LinkedHashMap<>();
        for (Member member : members) {
            shown.put(member.name(), Datum.of(member.codec(), component(member, type.cast(value))));
        }
        return new Datum.Group(shown);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String declare(String variable) {
        return "struct " + name + " " + variable;
    }

    @Override
    public Class<?> javaType() {
        return type;
    }

    /** Returns whether the other is the same struct of the same record, so that C would need only one declaration. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Struct<?> struct
                && name.equals(struct.name)
                && type == struct.type
                && packed == struct.packed
                && fields.equals(struct.fields);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, type, packed, fields);
    }

    /** Returns what {@link Layout} shows. */
    @Override
    public String toString() {
        return Layout.of(this).toString();
    }

    private Object component(Member member, T value) {
        Object component;
        try {
            component = (Object) member.accessor().invokeExact((Object) value);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
        return Fields.given(component, "encode " + name, "component '" + member.name() + "'");
    }

    private List<Member> members(MethodHandles.Lookup lookup) throws IllegalAccessException {
        List<Member> placed = new ArrayList<>();
        RecordComponent[] components = type.getRecordComponents();
        long end = 0;
        for (int i = 0; i < components.length; i++) {
            Field<?> field = fields.get(i);
            int offset = alignedTo(packed ? 1 : field.codec().alignment(), end);
            end = (long) offset + field.codec().size();
            placed.add(Member.of(operation(name), lookup, components[i], field, offset));
        }
        alignedTo(alignment(), end);
        return List.copyOf(placed);
    }

    private MethodHandle constructor(MethodHandles.Lookup lookup) throws IllegalAccessException, NoSuchMethodException {
        Class<?>[] types = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        return lookup.findConstructor(type, MethodType.methodType(void.class, types))
                .asFixedArity()
                .asSpreader(Object[].class, types.length)
                .asType(MethodType.methodType(Object.class, Object[].class));
    }

    private int alignedTo(int alignment, long offset) {
        long aligned = (offset + alignment - 1) / alignment * alignment;
        if (aligned > Integer.MAX_VALUE) {
            throw new BpfException(operation(name), Errno.E2BIG, "it would be too large", "use shorter fields");
        }
        return (int) aligned;
    }

    private static void zeros(ByteBuffer to, int end) {
        while (to.position() < end) {
            to.put((byte) 0);
        }
    }

    private static String operation(String name) {
        return "declare struct '" + name + "'";
    }
}
