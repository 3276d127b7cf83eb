package dev.bpflab.bpf;

import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The fields of a struct: those that were declared, and for the components left out what their Java types say. */
final class Fields {
    /** What a component of a primitive type is in C; everything in it can be negative, as in Java. */
    private static final Map<Class<?>, Codec<?>> BY_TYPE = Map.of(
            Boolean.class, Codecs.BOOL,
            Byte.class, Codecs.I8,
            Short.class, Codecs.I16,
            Integer.class, Codecs.I32,
            Long.class, Codecs.I64);

    private final String operation;
    private final Class<? extends Record> type;
    private final Set<Class<?>> around;

    private Fields(String operation, Class<? extends Record> type, Set<Class<?>> around) {
        this.operation = operation;
        this.type = type;
        this.around = around;
    }

    /** Returns a field for each component of a record, in their order. */
    static List<Field<?>> of(String operation, Class<? extends Record> type, List<Field<?>> declared) {
        return new Fields(operation, type, Set.of()).complete(declared);
    }

    private List<Field<?>> complete(List<Field<?>> declared) {
        RecordComponent[] components = type.getRecordComponents();
        if (components.length == 0) {
            throw wrong("record " + type.getSimpleName() + " has no components", "give it one or more");
        }
        Map<String, Codec<?>> codecs = byName(declared, names(components));
        List<Field<?>> fields = new ArrayList<>();
        for (RecordComponent component : components) {
            Codec<?> declaredCodec = codecs.get(component.getName());
            Codec<?> codec = declaredCodec == null ? byType(component) : declaredCodec;
            fields.add(Codecs.field(component.getName(), codec));
        }
        return fields;
    }

    private Map<String, Codec<?>> byName(List<Field<?>> declared, List<String> names) {
        Map<String, Codec<?>> codecs = new LinkedHashMap<>();
        int last = -1;
        for (Field<?> field : declared) {
            String name = given(field, operation, "a field").name();
            int place = names.indexOf(name);
            if (place < 0) {
                String known = "record " + type.getSimpleName() + " has no component '" + name + "'";
                throw wrong(known, "it has " + String.join(", ", names));
            }
            if (codecs.put(name, check(field.codec(), operation, "the codec of field '" + name + "'")) != null) {
                throw wrong("field '" + name + "' stands twice", "leave one out");
            }
            if (place < last) {
                throw wrong(
                        "field '" + name + "' stands after '" + names.get(last) + "', and before it in the record",
                        "keep the record's order, which is that in memory");
            }
            last = place;
        }
        return codecs;
    }

    private Codec<?> byType(RecordComponent component) {
        Class<?> wrapped = wrapped(component.getType());
        Codec<?> codec = BY_TYPE.get(wrapped);
        if (codec != null) {
            return codec;
        }
        if (wrapped.isEnum()) {
            return enumOf(wrapped);
        }
        if (wrapped.isRecord()) {
            return nested(wrapped.asSubclass(Record.class));
        }
        String name = component.getName();
        String what = "component '" + name + "' is a " + wrapped.getSimpleName() + ", of which C needs to know more";
        throw wrong(what, "say how it lies in memory, as in field(\"" + name + "\", " + example(wrapped) + ")");
    }

    private static String example(Class<?> type) {
        return type == List.class ? "array(U32, 4)" : type == String.class ? "text(16)" : "bytes(4)";
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the class is that of an enum
    private static Codec<?> enumOf(Class<?> type) {
        return new EnumCodec(type);
    }

    private Codec<?> nested(Class<? extends Record> inner) {
        Set<Class<?>> outer = new LinkedHashSet<>(around);
        outer.add(type);
        if (outer.contains(inner)) {
            throw wrong("record " + inner.getSimpleName() + " contains itself", "a struct of fixed size cannot");
        }
        return Struct.of(Struct.nameOf(inner), inner, new Fields(operation, inner, outer).complete(List.of()));
    }

    private BpfException wrong(String cause, String remedy) {
        return new BpfException(operation, Errno.EINVAL, cause, remedy);
    }

    private static List<String> names(RecordComponent[] components) {
        return Arrays.stream(components).map(RecordComponent::getName).collect(Collectors.toUnmodifiableList());
    }

    static Class<?> wrapped(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }

    /** Returns a codec that can be part of another. */
    static <T> Codec<T> check(@Nullable Codec<T> codec, String operation, String what) {
        Codec<T> given = given(codec, operation, what);
        if (given instanceof PerCpuCodec || given instanceof PerCpuBytes) {
            throw new BpfException(
                    operation,
                    Errno.EINVAL,
                    what + " is per CPU",
                    "only a map's whole value can be that; use a per-CPU map");
        }
        if (given.size() < 1) {
            throw new BpfException(
                    operation, Errno.EINVAL, what + " has " + given.size() + " bytes", "use 1 byte or more");
        }
        return given;
    }

    /** Takes what may be null all the same at a prompt, or in a record. */
    static <T> T given(@Nullable T value, String operation, String what) {
        if (value == null) {
            throw new BpfException(operation, Errno.EFAULT, what + " is null", "give one");
        }
        return value;
    }

    /** Returns an unmodifiable copy that may hold null, for {@link #given} to find. */
    static List<Field<?>> list(Field<?>... fields) {
        return Collections.unmodifiableList(Arrays.asList(fields.clone()));
    }
}
