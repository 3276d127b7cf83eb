package dev.bpflab.bpf;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes how values lie in memory as C declares it, each line with its offset and size. */
final class LayoutText {
    private final List<Struct<?>> written = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();

    private LayoutText() {}

    static String of(Codec<?> codec) {
        LayoutText text = new LayoutText();
        text.define(codec);
        if (!(codec instanceof Struct<?>)) {
            text.line(codec.declare("value") + ";", bytes(codec.size()) + alignment(codec));
        }
        return String.join("\n", text.lines);
    }

    /** Throws EINVAL when two different structs in it have the same name, which C could not tell apart. */
    static void checkNames(Codec<?> codec, String operation) {
        LayoutText text = new LayoutText();
        text.define(codec);
        Set<String> names = new HashSet<>();
        for (Struct<?> struct : text.written) {
            if (!names.add(struct.name())) {
                String cause = "there are two structs '" + struct.name() + "' in it";
                throw new BpfException(operation, Errno.EINVAL, cause, "give one another name");
            }
        }
    }

    /** Writes a struct after those that it is made of, each once. */
    private void define(Codec<?> codec) {
        if (codec instanceof ArrayCodec<?> array) {
            define(array.one());
        } else if (codec instanceof Struct<?> struct && !written.contains(struct)) {
            written.add(struct);
            struct.members().forEach(member -> define(member.codec()));
            write(struct);
        }
    }

    private void write(Struct<?> struct) {
        lines.add("struct " + struct.name() + " {");
        int end = 0;
        for (Member member : struct.members()) {
            padding(member.offset() - end);
            String place =
                    "offset " + member.offset() + ", " + bytes(member.codec().size());
            line("    " + member.codec().declare(member.name()) + ";", place);
            end = member.end();
        }
        padding(struct.size() - end);
        String close = struct.isPacked() ? "} __attribute__((packed));" : "};";
        line(close, bytes(struct.size()) + alignment(struct));
    }

    private void padding(int bytes) {
        if (bytes > 0) {
            line("", bytes(bytes) + " of padding");
        }
    }

    private void line(String code, String comment) {
        lines.add(String.format("%-32s // %s", code, comment));
    }

    private static String alignment(Codec<?> codec) {
        return codec.alignment() == 1 ? "" : ", aligned to " + codec.alignment();
    }

    private static String bytes(int count) {
        return count + (count == 1 ? " byte" : " bytes");
    }
}
