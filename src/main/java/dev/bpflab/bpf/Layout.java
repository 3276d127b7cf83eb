package dev.bpflab.bpf;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where the parts of a value lie in its bytes: printed as C declares them, with the offset and size of each. */
public final class Layout {
    private static final Pattern STEP = Pattern.compile("\\[(\\d{1,9})\\]|\\.?([A-Za-z_$][A-Za-z0-9_$]*)");

    private final Codec<?> whole;

    private Layout(Codec<?> whole) {
        this.whole = whole;
    }

    /** A part of a value: how it lies in memory, and how many bytes after the value's beginning. */
    public record Part(Codec<?> codec, int offset) {}

    /** Returns the layout of a codec's values. */
    static Layout of(Codec<?> codec) {
        return new Layout(codec);
    }

    /** Returns how many bytes there are. */
    public int size() {
        return whole.size();
    }

    /**
     * Returns the part with this path, written as in C: {@code port}, {@code src.addr}, {@code hops[2]}. ENOENT when there is
     * no such field, ERANGE when the index is too large.
     */
    public Part find(String path) {
        Part part = new Part(whole, 0);
        Matcher step = STEP.matcher(path);
        int at = 0;
        while (at < path.length()) {
            if (!step.find(at) || step.start() != at || (at == 0 && path.startsWith("."))) {
                throw missing(path, Errno.EINVAL, "that is no path", "write it like src.addr or hops[2]");
            }
            String name = step.group(2);
            part = name == null ? element(part, path, Integer.parseInt(step.group(1))) : member(part, path, name);
            at = step.end();
        }
        return part;
    }

    private Part element(Part of, String path, int index) {
        if (!(of.codec() instanceof ArrayCodec<?> array)) {
            throw missing(path, Errno.EINVAL, of.codec().name() + " is no array", "leave the index out");
        }
        if (index >= array.length()) {
            throw missing(
                    path, Errno.ERANGE, array.name() + " has no element " + index, "use 0 to " + (array.length() - 1));
        }
        return new Part(array.one(), of.offset() + index * array.one().size());
    }

    private Part member(Part of, String path, String name) {
        if (!(of.codec() instanceof Struct<?> struct)) {
            throw missing(path, Errno.ENOENT, of.codec().name() + " has no fields", "a struct(…) has");
        }
        for (Member member : struct.members()) {
            if (member.name().equals(name)) {
                return new Part(member.codec(), of.offset() + member.offset());
            }
        }
        String names =
                String.join(", ", struct.members().stream().map(Member::name).toList());
        throw missing(path, Errno.ENOENT, struct.name() + " has no field '" + name + "'", "it has " + names);
    }

    private static BpfException missing(String path, Errno errno, String cause, String remedy) {
        return new BpfException("find '" + path + "'", errno, cause, remedy);
    }

    /** Returns the C declaration, after those of the structs inside, with offsets in bytes. */
    @Override
    public String toString() {
        return LayoutText.of(whole);
    }
}
