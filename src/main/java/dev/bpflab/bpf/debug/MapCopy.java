package dev.bpflab.bpf.debug;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codec;
import dev.bpflab.bpf.Entry;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * A map's contents at one moment, so that a program can be debugged without changing the map.
 *
 * @param name what listings call it
 * @param attr how the map was made
 * @param elements keys with values as the system call copies them; none for types whose contents cannot be listed
 */
public record MapCopy(String name, MapAttr attr, List<Element> elements) {
    /** A key and its value, or its values for all CPUs. */
    public record Element(byte[] key, byte[] value) {}

    public MapCopy {
        elements = List.copyOf(elements);
    }

    /** Copies a live map. Queues, stacks and the like, which can only be emptied, begin empty. */
    public static <K, V> MapCopy of(String name, BpfMap<K, V> map) {
        List<Element> elements = new ArrayList<>();
        if (isListed(map.spec().type())) {
            for (Entry<K, V> entry : map) {
                elements.add(new Element(
                        bytes(map.spec().key(), entry.key(), map.spec().key().size()),
                        bytes(map.spec().value(), entry.value(), map.valueBytes())));
            }
        }
        return new MapCopy(name, map.spec().attr(), elements);
    }

    /** Returns whether the copy has what the map had, and not nothing because that could only be taken out. */
    public boolean isWhole() {
        return MapType.ofNumber(attr.type()).map(MapCopy::isListed).orElse(false);
    }

    private static boolean isListed(MapType type) {
        return !type.isQueue() && type != MapType.RINGBUF && type != MapType.STACK_TRACE;
    }

    private static <T> byte[] bytes(Codec<T> codec, T value, int size) {
        ByteBuffer to = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
        codec.encode(value, to);
        return to.array();
    }
}
