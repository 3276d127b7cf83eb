package dev.bpflab.sim;

import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.debug.MapCopy;
import dev.bpflab.bpf.debug.Moment;
import dev.bpflab.bpf.debug.Pointee;
import dev.bpflab.sim.machine.Fault;
import dev.bpflab.sim.machine.Machine;
import dev.bpflab.sim.machine.MachineMemory;
import dev.bpflab.sim.map.SimMap;
import dev.bpflab.sim.memory.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Looks at a {@link DebugWorld} without changing anything in it. */
record DebugEyes(DebugWorld world) {
    private static final int REGISTERS = 11;

    /** Returns all that is to be seen now. */
    Moment moment() {
        List<Moment.Cpu> cpus = world.lanes().stream().map(this::cpu).toList();
        List<MapCopy> maps = IntStream.range(0, world.maps().size())
                .mapToObj(world::contents)
                .toList();
        return new Moment(
                world.step(), world.focus(), cpus, maps, world.kernel().traceLines());
    }

    private Moment.Cpu cpu(ProgramLane lane) {
        Machine machine = lane.machine();
        List<Long> registers = new ArrayList<>();
        List<Pointee> pointees = new ArrayList<>();
        for (int i = 0; i < REGISTERS; i++) {
            registers.add(machine.register(i));
            pointees.add(pointee(machine, machine.register(i)));
        }
        Fault fault = lane.fault();
        Moment.State state =
                fault != null ? Moment.State.FAULTED : lane.isDone() ? Moment.State.ENDED : Moment.State.RUNNING;
        return new Moment.Cpu(
                state,
                Math.min(lane.ended() + 1, lane.runs()),
                machine.slot(),
                registers,
                pointees,
                frames(machine),
                machine.memory().visiblePacket(),
                machine.memory().context(),
                lane.ended() == 0 ? OptionalLong.empty() : OptionalLong.of(lane.r0()),
                fault == null ? "" : fault.cause());
    }

    private static List<Moment.Frame> frames(Machine machine) {
        List<Moment.Frame> frames = new ArrayList<>();
        for (int frame = 0; frame <= machine.depth(); frame++) {
            int slot = frame == machine.depth() ? machine.slot() : machine.returnSlot(frame + 1) - 1;
            frames.add(new Moment.Frame(slot, machine.memory().stack(frame)));
        }
        return frames;
    }

    /** Returns what lies at an address, as this machine sees it. */
    Pointee pointee(Machine machine, long address) {
        MachineMemory memory = machine.memory();
        for (int frame = 0; frame <= machine.depth(); frame++) {
            long offset = address - memory.framePointer(frame);
            if (offset >= -MachineMemory.FRAME_SIZE && offset <= 0) {
                return new Pointee.Stack(frame, (int) offset);
            }
        }
        long packet = address - memory.packetAddress();
        int length = memory.packetLength();
        if (packet >= 0 && packet <= length && length > 0) {
            return new Pointee.Packet((int) packet, length);
        }
        long context = address - MachineMemory.CONTEXT;
        if (context >= 0 && context < memory.contextLength()) {
            return new Pointee.Context((int) context);
        }
        Region region = world.kernel().memory().find(address);
        return region == null ? new Pointee.Nothing() : inRegion(region, address);
    }

    private Pointee inRegion(Region region, long address) {
        for (int i = 0; i < world.maps().size(); i++) {
            SimMap map = world.maps().get(i);
            if (region.object() == map) {
                return address == region.base() ? new Pointee.WholeMap(i) : new Pointee.Nothing();
            }
            SimMap.Place place = map.locate(address);
            if (place != null) {
                return value(i, map, place);
            }
        }
        return new Pointee.Nothing();
    }

    private static Pointee value(int index, SimMap map, SimMap.Place place) {
        boolean perCpu =
                MapType.ofNumber(map.attr().type()).map(MapType::isPerCpu).orElse(false);
        int stride = (map.attr().valueSize() + 7) / 8 * 8;
        return perCpu
                ? new Pointee.MapValue(index, place.key(), place.offset() / stride, place.offset() % stride)
                : new Pointee.MapValue(index, place.key(), -1, place.offset());
    }
}
