package dev.bpflab.sim;

import dev.bpflab.sim.map.SimMap;
import dev.bpflab.sim.memory.AddressSpace;
import dev.bpflab.sim.memory.Region;

/** A map of the simulated kernel, with the address by which programs name it. */
final class MapObject extends SimObject {
    private final SimMap map;
    private final AddressSpace memory;
    private final Region address;

    MapObject(int id, SimMap map, AddressSpace memory) {
        super(id);
        this.map = map;
        this.memory = memory;
        this.address = memory.mapObject(map);
    }

    SimMap map() {
        return map;
    }

    long address() {
        return address.base();
    }

    @Override
    void free() {
        memory.unmap(address);
        map.free();
    }
}
