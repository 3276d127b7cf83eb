package dev.bpflab.cli;

import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import java.util.Arrays;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A map given on the command line as {@code TYPE:KEY:VALUE:ENTRIES[:FLAGS]}: the type by name or number, the sizes in
 * bytes, the flags as the number that {@code map_flags} holds.
 */
final class MapOption implements ITypeConverter<MapAttr> {
    @Override
    public MapAttr convert(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length < 4 || parts.length > 5) {
            throw wrong(text, "it has " + parts.length + " parts");
        }
        int flags = parts.length == 5 ? number(text, parts[4]) : 0;
        return new MapAttr(
                type(text, parts[0]),
                number(text, parts[1]),
                number(text, parts[2]),
                number(text, parts[3]),
                flags,
                "");
    }

    private static int type(String text, String name) {
        if (!name.isEmpty() && Character.isDigit(name.charAt(0))) {
            return number(text, name);
        }
        try {
            return MapType.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'))
                    .number();
        } catch (IllegalArgumentException unknown) {
            throw wrong(
                    text,
                    "'" + name + "' is no map type; known are "
                            + Arrays.toString(MapType.values()).toLowerCase(Locale.ROOT));
        }
    }

    private static int number(String text, String digits) {
        try {
            long value = Long.decode(digits);
            if (value >= 0 && value <= 0xffff_ffffL) {
                return (int) value;
            }
        } catch (NumberFormatException notANumber) {
            throw wrong(text, "'" + digits + "' is no number");
        }
        throw wrong(text, digits + " does not fit 32 bits");
    }

    private static TypeConversionException wrong(String text, String cause) {
        return new TypeConversionException(
                "'" + text + "': " + cause + "; write TYPE:KEY:VALUE:ENTRIES[:FLAGS], such as hash:4:8:1024");
    }
}
