package dev.bpflab.sim.memory;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The simulated kernel's addresses: the upper 32 bits of an address name a region, the lower 32 the byte in it. Any
 * thread may map, unmap and look up.
 */
public final class AddressSpace {
    /** The upper half of the first region's address, where kernel memory begins on x86-64 with five page levels. */
    private static final int FIRST = 0xff00_0000;

    private static final int MAX_REGIONS = 1 << 24;

    private volatile @Nullable Region[] regions = new @Nullable Region[64];
    private int mapped;
    private int searchFrom;

    /** Maps zeroed memory of one element. */
    public synchronized Region map(int size) {
        return place(Region.plain(nextBase(), size, null));
    }

    /** Maps zeroed memory of one element that belongs to an object of the kernel. */
    public synchronized Region mapFor(Object object, int size) {
        return place(Region.plain(nextBase(), size, object));
    }

    /** Maps zeroed memory of {@code count} elements, {@code stride} bytes (a power of two) apart. */
    public synchronized Region mapElements(int count, int stride, int elementSize) {
        return place(Region.elements(nextBase(), count, stride, elementSize));
    }

    /** Gives an object of the kernel an address, behind which nothing can be read or written. */
    public synchronized Region mapObject(Object object) {
        return place(Region.ofObject(nextBase(), object));
    }

    /** Takes the region out of the address space; accesses to its addresses fault from now on. */
    public synchronized void unmap(Region region) {
        int index = index(region.base());
        if (regions[index] == region) {
            @Nullable Region[] copy = regions.clone();
            copy[index] = null;
            mapped--;
            regions = copy;
        }
    }

    /** Returns the region that an address lies in, or null. */
    public @Nullable Region find(long address) {
        return in(regions, address);
    }

    /** Returns the regions as of now, by their number; for {@link #in}, which spares the hot path a volatile read. */
    public @Nullable Region[] snapshot() {
        return regions;
    }

    /** Returns the region of a snapshot that an address lies in, or null. */
    public static @Nullable Region in(@Nullable Region[] snapshot, long address) {
        int index = index(address);
        return index >= 0 && index < snapshot.length ? snapshot[index] : null;
    }

    /** Returns how many regions are mapped. */
    public synchronized int mapped() {
        return mapped;
    }

    private static int index(long address) {
        return (int) (address >>> 32) - FIRST;
    }

    private long nextBase() {
        for (int i = 0; i < regions.length; i++) {
            // Numbers go round instead of being taken again at once, so that a stale address faults for long.
            int index = (searchFrom + i) % regions.length;
            if (regions[index] == null) {
                searchFrom = index + 1;
                return (long) (FIRST + index) << 32;
            }
        }
        if (regions.length == MAX_REGIONS) {
            throw new OutOfMemoryError("the simulated address space is full");
        }
        searchFrom = regions.length + 1;
        int index = regions.length;
        regions = Arrays.copyOf(regions, regions.length * 2);
        return (long) (FIRST + index) << 32;
    }

    private Region place(Region region) {
        @Nullable Region[] copy = regions.clone();
        copy[index(region.base())] = region;
        mapped++;
        regions = copy;
        return region;
    }
}
