package dev.bpflab.sim.map;

import dev.bpflab.sim.memory.AddressSpace;
import dev.bpflab.sim.memory.Region;
import java.util.ArrayList;
import java.util.List;

/** Memory for values of one size, in regions of a power of two of elements. Not thread-safe but for {@link #region}. */
final class ValueMemory {
    private static final int MAX_REGION_BYTES = 1 << 24;

    private final AddressSpace memory;
    private final int valueSize;
    private final int stride;
    private final int shift;
    private final List<Region> regions = new ArrayList<>();

    /**
     * Creates memory without elements.
     *
     * @param elementsHint how many elements will be wanted, which decides how many are allocated together
     */
    ValueMemory(AddressSpace memory, int valueSize, long elementsHint) {
        this.memory = memory;
        this.valueSize = valueSize;
        if (valueSize < 0 || valueSize > 1 << 30) {
            throw new OutOfMemoryError("a value of " + Integer.toUnsignedString(valueSize) + " bytes");
        }
        this.stride = Math.max(8, powerOfTwo(valueSize));
        int perRegion = Math.max(1, MAX_REGION_BYTES / stride);
        this.shift = Integer.numberOfTrailingZeros(powerOfTwo((int) Math.min(elementsHint, perRegion)));
    }

    /** Adds one region of elements; returns how many elements there are now. */
    int grow() {
        regions.add(memory.mapElements(1 << shift, stride, valueSize));
        return regions.size() << shift;
    }

    Region region(int element) {
        return regions.get(element >>> shift);
    }

    int offset(int element) {
        return (element & (1 << shift) - 1) * stride;
    }

    /** Returns the element that an address lies in, or -1 when it is none of these. */
    int elementAt(long address) {
        for (int i = 0; i < regions.size(); i++) {
            long offset = address - regions.get(i).base();
            if (offset >= 0 && offset < regions.get(i).size()) {
                return (i << shift) + (int) (offset / stride);
            }
        }
        return -1;
    }

    void free() {
        regions.forEach(memory::unmap);
    }

    private static int powerOfTwo(int atLeast) {
        return atLeast <= 1 ? 1 : Integer.highestOneBit(atLeast - 1) << 1;
    }
}
