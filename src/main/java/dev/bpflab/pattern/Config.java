package dev.bpflab.pattern;

import static dev.bpflab.asm.Asm.ldMapValue;
import static dev.bpflab.asm.Asm.loadMem;
import static dev.bpflab.asm.Asm.seq;

import dev.bpflab.asm.Asm;
import dev.bpflab.asm.Item;
import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.Codecs;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Layout;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.Struct;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Settings that userspace makes and programs read: one record in an array of one element, which programs cannot write. A
 * change reaches programs that are loaded already. A program that reads two fields during a change may see one old and one
 * new.
 *
 * @param <T> the record
 */
public final class Config<T extends Record> implements AutoCloseable {
    private final BpfMap<Long, T> map;

    private Config(BpfMap<Long, T> map) {
        this.map = map;
    }

    /** Creates settings, in a map of their own, with these to begin with. */
    public static <T extends Record> Config<T> create(String name, Struct<T> struct, T settings) {
        MapSpec<Long, T> spec = MapSpec.array(name, struct).maxEntries(1).flags(MapFlag.RDONLY_PROG);
        Config<T> config = new Config<>(Workspace.current().create(spec));
        try {
            config.set(settings);
        } catch (BpfException e) {
            config.close();
            throw e;
        }
        return config;
    }

    /** Returns the map. */
    public BpfMap<Long, T> map() {
        return map;
    }

    /** Returns the settings. */
    public T get() {
        return Objects.requireNonNull(map.get(0L), "an array has all its elements");
    }

    /** Sets them all. */
    public void set(T settings) {
        map.put(0L, settings);
    }

    /** Sets what a function makes of the settings; one writer at a time. */
    public void change(UnaryOperator<T> change) {
        set(change.apply(get()));
    }

    /** Writes the part of a program that loads a field into a register: as a number of the machine, whatever its order in memory. */
    public Item load(Reg dst, String field) {
        Layout.Part part = Codecs.layout(map.spec().value()).find(field);
        Size size = switch (part.codec().size()) {
            case 1 -> Size.B;
            case 2 -> Size.H;
            case 4 -> Size.W;
            case 8 -> Size.DW;
            default ->
                throw new BpfException(
                        "load field '" + field + "'",
                        Errno.EINVAL,
                        part.codec().name() + " has " + part.codec().size() + " bytes and fits no register",
                        "point to it with ldMapValue and offsetOf");
        };
        Item value = ldMapValue(dst, map, part.offset());
        String name = part.codec().name();
        if (name.startsWith("i") && size != Size.DW && part.codec().javaType() == Integer.class) {
            // Not loadMemSx, which kernels before 6.6 do not know.
            int above = Long.SIZE - size.bytes() * Byte.SIZE;
            return seq(value, loadMem(size, dst, dst, 0), Asm.lsh(dst, above), Asm.arsh(dst, above));
        }
        Item load = loadMem(size, dst, dst, 0);
        return switch (name) {
            case "u16be" -> seq(value, load, Asm.be16(dst));
            case "u32be" -> seq(value, load, Asm.be32(dst));
            case "u64be" -> seq(value, load, Asm.be64(dst));
            default -> seq(value, load);
        };
    }

    @Override
    public String toString() {
        return "settings in " + map;
    }

    @Override
    public void close() {
        map.close();
    }
}
