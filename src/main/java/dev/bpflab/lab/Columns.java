package dev.bpflab.lab;

import dev.bpflab.bpf.Codec;
import dev.bpflab.bpf.Codecs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads how a lab's document names a column: {@code u32}, {@code text16}, {@code u64[4]}, {@code "(u32 pid, u16be port)"}. */
final class Columns {
    private static final Map<String, Codec<?>> NAMED = named();
    private static final Pattern SIZED = Pattern.compile("(text|bytes)(\\d{1,4})");
    private static final Pattern ARRAY = Pattern.compile("(.+?)\\[(\\d{1,4})]");
    private static final Pattern STRUCT = Pattern.compile("\\((.*)\\)");
    private static final Pattern MEMBER = Pattern.compile("(\\S+)(?:\\s+\\w+)?");
    private static final String PER_CPU = " per cpu";

    static final String KNOWN = String.join(", ", NAMED.keySet())
            + ", text<N>, bytes<N>, arrays such as u64[4], structs such as \"(u32 pid, u16be port)\", and any of these with"
            + PER_CPU;

    private Columns() {}

    private static Map<String, Codec<?>> named() {
        Map<String, Codec<?>> named = new LinkedHashMap<>();
        Stream.of(
                        Codecs.U8,
                        Codecs.U16,
                        Codecs.U32,
                        Codecs.U64,
                        Codecs.I8,
                        Codecs.I16,
                        Codecs.I32,
                        Codecs.I64,
                        Codecs.U16BE,
                        Codecs.U32BE,
                        Codecs.U64BE,
                        Codecs.BOOL,
                        Codecs.IPV4,
                        Codecs.IPV6,
                        Codecs.MAC,
                        Codecs.IPV4_PREFIX,
                        Codecs.IPV6_PREFIX,
                        Codecs.COMM)
                .forEach(codec -> named.put(codec.name(), codec));
        return Collections.unmodifiableMap(named);
    }

    /**
     * Returns the column of this name.
     *
     * @throws IllegalArgumentException when there is none
     */
    static Column of(String name) {
        Matcher sized = SIZED.matcher(name);
        Matcher array = ARRAY.matcher(name);
        Matcher struct = STRUCT.matcher(name);
        if (name.endsWith(PER_CPU)) {
            return new PerCpuColumn(
                    of(name.substring(0, name.length() - PER_CPU.length()).strip()));
        } else if (NAMED.get(name) != null) {
            return new ScalarColumn(NAMED.get(name));
        } else if (sized.matches() && Integer.parseInt(sized.group(2)) > 0) {
            int size = Integer.parseInt(sized.group(2));
            return new ScalarColumn(sized.group(1).equals("text") ? Codecs.text(size) : Codecs.bytes(size));
        } else if (array.matches() && Integer.parseInt(array.group(2)) > 0) {
            Column one = of(array.group(1));
            return new GroupColumn(name, Collections.nCopies(Integer.parseInt(array.group(2)), one));
        } else if (struct.matches()) {
            return new GroupColumn(name, members(struct.group(1)));
        }
        throw new IllegalArgumentException("unknown map codec '" + name + "'; known are " + KNOWN);
    }

    private static List<Column> members(String written) {
        List<Column> members = new ArrayList<>();
        for (String member : written.split(",", -1)) {
            Matcher typed = MEMBER.matcher(member.strip());
            if (!typed.matches()) {
                throw new IllegalArgumentException(
                        "'" + member.strip() + "' is no member of a struct; one is a codec and a name: u32 pid");
            }
            members.add(of(typed.group(1)));
        }
        return members;
    }
}
