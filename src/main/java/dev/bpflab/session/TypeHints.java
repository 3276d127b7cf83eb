package dev.bpflab.session;

import dev.bpflab.session.Hints.Mistake;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The mistakes in which a value is of another type than is wanted. */
final class TypeHints {
    private static final String LONG = "u32 and u64 are long in Java: make the variable a long";

    private static final Pattern CONVERSION = Pattern.compile(
            "(?s).*?(?:incompatible types|argument mismatch)[:;] (\\S+) cannot be converted to (\\S+?)\\)?(?:\\s.*)?");

    static final List<Mistake> ROWS = List.of(
            new Mistake("prob\\.found\\.req|cant\\.apply\\.symbols?", TypeHints::conversion),
            new Mistake("prob\\.found\\.req", TypeHints::lossy),
            new Mistake("cant\\.apply\\.symbols?", TypeHints::arguments),
            new Mistake("array\\.req\\.but\\.found", slip -> "a map has no []: get(key) reads, put(key, value) writes"),
            new Mistake(
                    "cant\\.infer\\.local\\.var\\.type", slip -> "give it a value, or write its type in place of var"),
            new Mistake("report\\.access|not\\.def\\.public\\S*", TypeHints::constructor));

    private TypeHints() {}

    private static @Nullable String conversion(Slip slip) {
        Matcher types = CONVERSION.matcher(slip.message());
        return types.matches() ? conversion(slip, simple(types.group(1)), simple(types.group(2))) : null;
    }

    private static String simple(String type) {
        return type.replaceAll("<.*", "").replaceAll(".*\\.", "");
    }

    private static @Nullable String conversion(Slip slip, String found, String wanted) {
        String text = slip.text();
        boolean literal = text.matches("-?[\\d_]+[lL]?");
        String number = text.replaceAll("[lL]$", "");
        if (found.equals("int") && wanted.equals("Long")) {
            return "keys and values of U32 and U64 are long: write " + (literal ? text + "L" : "(long) " + text);
        }
        if (wanted.equals("ByteBuffer") && found.matches("int|long|Integer|Long")) {
            String shown = literal ? number : text;
            return "bytes are wanted: u32(" + shown + ") makes 4 of a number, u64(" + shown + ") makes 8";
        }
        if (wanted.equals("ByteBuffer") && found.equals("String")) {
            return "bytes are wanted: comm(\"sh\") makes the 16 of a command's name, ipv4(\"10.0.0.1\") those of an address";
        }
        if (found.equals("ByteBuffer") && wanted.matches("Long|long|int|Integer")) {
            return "bytes are no number: readU32(…) and readU64(…) read one; a typed map wants 1L itself, without u32()";
        }
        if (found.equals("Long") && wanted.equals("int")) {
            return LONG;
        }
        if (wanted.equals("boolean") && text.contains("=") && !text.contains("==")) {
            return "= sets a variable; == compares";
        }
        if (wanted.equals("Hook")) {
            return "name the hook: xdp(\"veth0\"), tracepoint(\"sched\", \"sched_process_exec\")";
        }
        if (found.equals("String") && slip.text().contains("ldMapFd")) {
            return "give the map itself, without quotation marks: ldMapFd(R1, counts)";
        }
        return null;
    }

    private static @Nullable String lossy(Slip slip) {
        return slip.message().contains("lossy conversion from long to int") ? LONG : null;
    }

    private static @Nullable String arguments(Slip slip) {
        if (slip.message().startsWith("constructor")) {
            return constructor(slip);
        }
        if (slip.text().endsWith("createMap")) {
            return "type, bytes of a key, bytes of a value, entries: createMap(HASH, 4, 8, 100)";
        }
        return null;
    }

    private static @Nullable String constructor(Slip slip) {
        return slip.message().contains("BpfMap")
                ? "maps are made by createMap(HASH, 4, 8, 100) or createMap(MapSpec…)"
                : null;
    }
}
