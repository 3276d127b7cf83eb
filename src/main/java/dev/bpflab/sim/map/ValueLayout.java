package dev.bpflab.sim.map;

import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.sim.memory.Region;

/**
 * How the values of one key lie in memory: one for all CPUs, or one for each, 8-byte aligned as the kernel aligns them.
 *
 * @param valueSize bytes of one value as programs see it
 * @param stride bytes from one CPU's value to the next; 0 when there is one value for all
 * @param elementBytes bytes of all values of a key, which is what the system call copies
 */
record ValueLayout(int valueSize, int stride, int elementBytes) {
    /** Says that an update is the system call's, which sets the values of all CPUs. */
    static final int ALL_CPUS = -1;

    /** Returns the layout of a map's values; {@link OutOfMemoryError} when one key's would not fit an array. */
    static ValueLayout of(MapAttr attr, int cpus) {
        MapType type = MapType.ofNumber(attr.type()).orElseThrow();
        long bytes = type.valueBytes(attr.valueSize(), cpus);
        if (bytes > 1 << 30) {
            throw new OutOfMemoryError("values of " + bytes + " bytes");
        }
        return new ValueLayout(attr.valueSize(), type.isPerCpu() ? (int) bytes / cpus : 0, (int) bytes);
    }

    /** Returns where a CPU's value begins in the element. */
    int offset(int cpu) {
        return stride * cpu;
    }

    boolean isPerCpu() {
        return stride != 0;
    }

    /** Copies all values out. */
    void read(Region region, int offset, byte[] to) {
        region.copyOut(offset, to, elementBytes);
    }

    /** Sets the value of one CPU, or with {@link #ALL_CPUS} of all. */
    void write(Region region, int offset, byte[] value, int cpu) {
        if (isPerCpu() && cpu != ALL_CPUS) {
            region.copyIn(offset + offset(cpu), value, valueSize);
        } else {
            region.copyIn(offset, value, elementBytes);
        }
    }

    /** Sets the values of a new key: one that a program inserts is zero on the other CPUs. */
    void writeNew(Region region, int offset, byte[] value, int cpu) {
        if (isPerCpu() && cpu != ALL_CPUS) {
            region.copyIn(offset, new byte[elementBytes], elementBytes);
        }
        write(region, offset, value, cpu);
    }
}
