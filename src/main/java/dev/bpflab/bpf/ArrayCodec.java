package dev.bpflab.bpf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.StringJoiner;

/** A fixed number of values one behind the other, as in a C array. */
record ArrayCodec<T>(Codec<T> one, int length, int size) implements Codec<List<T>> {
    /** Returns the codec of so many; EINVAL for fewer than one, or more than a map's value can hold. */
    static <T> ArrayCodec<T> of(Codec<T> one, int length) {
        String operation = "declare array";
        Fields.check(one, operation, "the element's codec");
        long size = (long) one.size() * length;
        if (length < 1 || size > Integer.MAX_VALUE) {
            throw new BpfException(
                    operation,
                    Errno.EINVAL,
                    "it would have " + length + " elements",
                    "use 1 or more, and fewer bytes than 2^31");
        }
        return new ArrayCodec<>(one, length, (int) size);
    }

    @Override
    public int alignment() {
        return one.alignment();
    }

    @Override
    public void encode(List<T> value, ByteBuffer to) {
        if (value.size() != length) {
            throw new BpfException(
                    "encode " + name(), Errno.EINVAL, "there are " + value.size() + " elements", "give " + length);
        }
        for (int i = 0; i < length; i++) {
            one.encode(Fields.given(value.get(i), "encode " + name(), "element " + i), to);
        }
    }

    @Override
    public List<T> decode(ByteBuffer from) {
        List<T> values = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            values.add(one.decode(from));
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    public String show(List<T> value) {
        StringJoiner shown = new StringJoiner(", ", "[", "]");
        value.forEach(each -> shown.add(one.show(each)));
        return shown.toString();
    }

    @Override
    public String name() {
        return one.name() + "[" + length + "]";
    }

    @Override
    public String declare(String variable) {
        return one.declare(variable + "[" + length + "]");
    }

    @Override
    public Class<?> javaType() {
        return List.class;
    }
}
