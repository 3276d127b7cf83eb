package dev.bpflab.sim.map;

import dev.bpflab.sim.memory.AddressSpace;
import dev.bpflab.sim.memory.Region;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The elements of a hash map: at most {@code max_entries} are in use, and as many more as replacements are under way.
 * Memory is added as it is first needed and used again, last given back first, until the map is freed.
 */
final class ElementPool {
    /** The memory of one key's value, or of its values for every CPU. */
    record Element(Region region, int offset) {
        long address() {
            return region.base() + offset;
        }
    }

    private static final int PER_REGION = 512;

    private final ValueMemory values;
    private final long maxEntries;
    private final ArrayDeque<Element> free = new ArrayDeque<>();
    private long inUse;
    private int allocated;
    private int made;

    ElementPool(AddressSpace memory, int valueSize, long maxEntries) {
        this.values = new ValueMemory(memory, valueSize, Math.min(maxEntries, PER_REGION));
        this.maxEntries = maxEntries;
    }

    /** Returns an element for a new key, or null when the map is full. */
    synchronized @Nullable Element take() {
        if (inUse == maxEntries) {
            return null;
        }
        Element element = any();
        inUse++;
        return element;
    }

    /** Returns an element to replace another one's, which does not count until the old one is given back. */
    synchronized Element takeReplacement() {
        return any();
    }

    synchronized void giveBack(Element element) {
        inUse--;
        free.push(element);
    }

    synchronized void giveBackReplaced(Element element) {
        free.push(element);
    }

    /** Returns the element that an address lies in, in use or not; null when it is none of these. */
    synchronized @Nullable Element at(long address) {
        int element = values.elementAt(address);
        return element < 0 ? null : new Element(values.region(element), values.offset(element));
    }

    synchronized void free() {
        values.free();
    }

    private Element any() {
        Element again = free.poll();
        if (again != null) {
            return again;
        }
        if (made == allocated) {
            allocated = values.grow();
        }
        int element = made++;
        return new Element(values.region(element), values.offset(element));
    }
}
