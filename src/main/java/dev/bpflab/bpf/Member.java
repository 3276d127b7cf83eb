package dev.bpflab.bpf;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A field at its place in a struct, tied to the component of the record that holds its value.
 *
 * @param accessor reads the component, as a method from Object to Object
 * @param toComponent makes what the component holds of what the codec reads, such as a byte of an int
 */
record Member(
        String name, Codec<Object> codec, int offset, MethodHandle accessor, Function<Object, Object> toComponent) {
    /** The Java types of whole numbers: how many bits each has, and how a number becomes one. */
    private record Whole(int bits, Function<Number, Object> from) {}

    private static final Map<Class<?>, Whole> WHOLE = Map.of(
            Byte.class, new Whole(8, Number::byteValue),
            Short.class, new Whole(16, Number::shortValue),
            Integer.class, new Whole(32, Number::intValue),
            Long.class, new Whole(64, Number::longValue));

    /** Returns the member; EINVAL when the component cannot hold what the codec reads. */
    static Member of(
            String operation, MethodHandles.Lookup lookup, RecordComponent component, Field<?> field, int offset)
            throws IllegalAccessException {
        MethodHandle accessor =
                lookup.unreflect(component.getAccessor()).asType(MethodType.methodType(Object.class, Object.class));
        Function<Object, Object> toComponent = conversion(Fields.wrapped(component.getType()), field.codec());
        if (toComponent == null) {
            throw new BpfException(
                    operation,
                    Errno.EINVAL,
                    "component '" + field.name() + "' is of type "
                            + component.getType().getSimpleName() + ", which does not hold every "
                            + field.codec().name(),
                    "make it a " + fitting(field.codec()).getSimpleName());
        }
        return new Member(field.name(), erased(field.codec()), offset, accessor, toComponent);
    }

    private static @Nullable Function<Object, Object> conversion(Class<?> component, Codec<?> codec) {
        if (codec.javaType() == Object.class || component.isAssignableFrom(codec.javaType())) {
            return Function.identity();
        }
        Whole whole = WHOLE.get(component);
        if (whole == null || !(codec instanceof NumberCodec<?> numbers)) {
            return null;
        }
        boolean holdsAll = numbers.signed() ? numbers.bits() <= whole.bits() : numbers.bits() < whole.bits();
        return holdsAll ? value -> whole.from().apply((Number) value) : null;
    }

    private static Class<?> fitting(Codec<?> codec) {
        return MethodType.methodType(codec.javaType()).unwrap().returnType();
    }

    /** The component's value is of the codec's type: {@link #of} has seen to that, or its first use will. */
    @SuppressWarnings("unchecked")
    private static Codec<Object> erased(Codec<?> codec) {
        return (Codec<Object>) codec;
    }

    int end() {
        return offset + codec.size();
    }
}
