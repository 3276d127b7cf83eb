package dev.bpflab.debug;

import static dev.bpflab.debug.Messages.text;

import dev.bpflab.bpf.Codec;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.debug.DebugSpec;
import dev.bpflab.bpf.debug.MapCopy;
import dev.bpflab.bpf.debug.Pointee;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values as a person at the debugger reads them. */
record Words(DebugSpec spec) {
    private static final HexFormat SPACED = HexFormat.ofDelimiter(" ");
    private static final int SMALL = 10;

    /** Returns a register's value: what it points to and the address, or a number with its hexadecimal form. */
    String register(long value, Pointee pointee) {
        String hex = "0x" + Long.toHexString(value);
        if (pointee instanceof Pointee.Nothing) {
            return value >= 0 && value < SMALL ? Long.toString(value) : value + " (" + hex + ")";
        }
        return pointee(pointee) + " (" + hex + ")";
    }

    private String pointee(Pointee pointee) {
        if (pointee instanceof Pointee.Stack stack) {
            return "fp" + (stack.offset() == 0 ? "" : stack.offset())
                    + (stack.frame() == 0 ? "" : " of frame " + stack.frame());
        }
        if (pointee instanceof Pointee.Context context) {
            return "ctx" + plus(context.offset());
        }
        if (pointee instanceof Pointee.Packet packet) {
            return packet.offset() == packet.length() ? "packet end" : "packet" + plus(packet.offset());
        }
        if (pointee instanceof Pointee.WholeMap whole) {
            return "map " + spec.maps().get(whole.map()).name();
        }
        return pointee instanceof Pointee.MapValue value ? mapValue(value) : "";
    }

    private String mapValue(Pointee.MapValue value) {
        MapCopy map = spec.maps().get(value.map());
        String cpu = value.cpu() < 0 ? "" : " on CPU " + value.cpu();
        byte[] key = value.key();
        return key == null
                ? text("words.deletedElementOf", map.name())
                : element(map.name(), key) + cpu + plus(value.offset());
    }

    private static String plus(int offset) {
        return offset == 0 ? "" : " + " + offset;
    }

    /** Returns a map's element, such as {@code counts[1000]}. */
    static String element(String map, byte[] key) {
        return map + "[" + number(key) + "]";
    }

    /** Returns a value of a map, or its values for each CPU; of a stack its addresses, without the zeros behind them. */
    static String value(MapCopy map, byte[] value) {
        if (map.attr().type() == MapType.STACK_TRACE.number() && map.attr().flags() == 0) {
            Codec<List<Long>> stack =
                    MapSpec.stackTrace("", value.length / Long.BYTES).value();
            return stack.show(stack.decode(ByteBuffer.wrap(value).order(ByteOrder.nativeOrder())));
        }
        boolean perCpu =
                MapType.ofNumber(map.attr().type()).map(MapType::isPerCpu).orElse(false);
        if (!perCpu) {
            return number(value);
        }
        int size = map.attr().valueSize();
        int stride = (size + 7) / 8 * 8;
        List<String> each = new ArrayList<>();
        for (int at = 0; at + size <= value.length; at += stride) {
            each.add(number(java.util.Arrays.copyOfRange(value, at, at + size)));
        }
        return String.join(" | ", each);
    }

    /** Returns four or eight bytes as an unsigned number in native order, others in hexadecimal. */
    static String number(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        return switch (bytes.length) {
            case 4 -> Integer.toUnsignedString(buffer.getInt());
            case 8 -> Long.toUnsignedString(buffer.getLong());
            default -> hex(bytes);
        };
    }

    /** Returns bytes in hexadecimal. */
    static String hex(byte[] bytes) {
        return SPACED.formatHex(bytes);
    }

    /** Returns a key of so many bytes that a person typed as a number or in hexadecimal; null when it is none. */
    static byte @Nullable [] key(String typed, int size) {
        try {
            if (size == 4 || size == 8) {
                long number = Long.decode(typed);
                ByteBuffer to = ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
                return (size == 4 ? to.putInt((int) number) : to.putLong(number)).array();
            }
            byte[] bytes = HexFormat.of().parseHex(typed);
            return bytes.length == size ? bytes : null;
        } catch (IllegalArgumentException notANumber) {
            return null;
        }
    }
}
