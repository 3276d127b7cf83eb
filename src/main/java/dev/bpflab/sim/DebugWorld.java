package dev.bpflab.sim;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.bpf.MapInfo;
import dev.bpflab.bpf.debug.DebugSpec;
import dev.bpflab.bpf.debug.MapCopy;
import dev.bpflab.bpf.debug.Moment;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Reg;
import dev.bpflab.sim.map.SimMap;
import dev.bpflab.sim.memory.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A simulated kernel with copies of a program's maps and the program on its CPUs, which goes forwards only. The same
 * specification and the same choices lead to the same state, down to every address.
 */
final class DebugWorld {
    /** Random numbers that the program asks for come from here: always the same. */
    private static final long SEED = 1;

    private static final int FOR_ONE_DESCRIPTOR = MapFlag.bits(MapFlag.RDONLY, MapFlag.WRONLY);

    private final SimKernel kernel;
    private final SimHost host;
    private final List<Integer> fds = new ArrayList<>();
    private final List<SimMap> maps = new ArrayList<>();
    private final List<MapCopy> copies;
    private final String rejection;
    private final List<ProgramLane> lanes;
    private Choice choice = Choice.cpu(0);
    private @Nullable Scheduler scheduler;
    private int last;
    private long step;

    DebugWorld(DebugSpec spec, Recordings recordings) {
        kernel = new SimKernel(SEED, spec.possibleCpus());
        host = new SimHost(kernel);
        copies = spec.maps();
        MapReferences references = host.maps().references();
        for (MapCopy copy : copies) {
            int fd = filled(copy);
            fds.add(fd);
            Long address = references.address(new Insn.LdImm64(Reg.R1, ImmKind.MAP_FD, fd, 0), fd);
            Region region = address == null ? null : kernel.memory().find(address);
            if (region == null || !(region.object() instanceof SimMap map)) {
                throw new IllegalStateException("the copy of " + copy.name() + " has no address");
            }
            maps.add(map);
        }
        List<Insn> insns = new ArrayList<>();
        for (Program.Line line : spec.program().lines()) {
            insns.add(linked(spec, line));
        }
        DebugSetup setup = new DebugSetup(kernel, host, spec, insns, references, recordings);
        rejection = setup.rejection();
        lanes = setup.lanes();
    }

    private int filled(MapCopy copy) {
        MapAttr attr = copy.attr();
        int fd = host.createMap(new MapAttr(
                attr.type(),
                attr.keySize(),
                attr.valueSize(),
                attr.maxEntries(),
                attr.flags() & ~FOR_ONE_DESCRIPTOR,
                ""));
        int result = fd;
        for (MapCopy.Element element : copy.elements()) {
            result = result < 0 ? result : host.update(fd, element.key(), element.value(), 0);
        }
        if (result < 0) {
            Errno errno = Errno.ofResult(result);
            throw new BpfException(
                    "copy map '" + copy.name() + "'", errno, errno.text().toLowerCase(Locale.ROOT), null);
        }
        return fd;
    }

    private Insn linked(DebugSpec spec, Program.Line line) {
        int index = spec.mapIndex(line);
        return line.insn() instanceof Insn.LdImm64 load
                        && (load.kind() == ImmKind.MAP_FD || load.kind() == ImmKind.MAP_VALUE)
                        && index >= 0
                        && index < fds.size()
                ? new Insn.LdImm64(load.dst(), load.kind(), fds.get(index), load.high())
                : line.insn();
    }

    /** Returns why the verifier rejects the program; empty when it does not. */
    String rejection() {
        return rejection;
    }

    List<ProgramLane> lanes() {
        return lanes;
    }

    List<SimMap> maps() {
        return maps;
    }

    SimKernel kernel() {
        return kernel;
    }

    /** Returns how many instructions were executed, on all CPUs together. */
    long step() {
        return step;
    }

    /** Decides who goes on from now on. */
    void choose(Choice who) {
        choice = who;
        scheduler = who.seeded() ? new Scheduler(lanes, who.number()) : null;
    }

    /** Returns the CPU whose instruction is next, or -1 when there is none. */
    int turn() {
        if (scheduler != null) {
            return scheduler.turn();
        }
        int cpu = (int) choice.number();
        return lanes.get(cpu).isDone() ? -1 : cpu;
    }

    /** Executes the next instruction, which there must be. */
    void advance() {
        last = turn();
        if (scheduler != null) {
            scheduler.advance(1);
        } else {
            lanes.get(last).advance(1);
        }
        step++;
    }

    /** Returns the CPU whose turn it is or, when nobody's, was. */
    int focus() {
        int turn = turn();
        return turn >= 0 ? turn : choice.seeded() ? last : (int) choice.number();
    }

    /** Returns what is in a map, as far as a person can look at it. */
    MapCopy contents(int map) {
        int fd = fds.get(map);
        MapInfo info = host.mapInfo(fd);
        List<MapCopy.Element> elements = new ArrayList<>();
        byte @Nullable [] key = null;
        while (info != null && info.attr().keySize() > 0 && elements.size() < Moment.MOST_ELEMENTS) {
            byte[] next = new byte[info.attr().keySize()];
            byte[] value = new byte[maps.get(map).valueBytes()];
            if (host.nextKey(fd, key, next) < 0 || host.lookup(fd, next, value, 0) < 0) {
                break;
            }
            elements.add(new MapCopy.Element(next, value));
            key = next;
        }
        return new MapCopy(copies.get(map).name(), copies.get(map).attr(), elements);
    }

    /**
     * Who goes on.
     *
     * @param seeded whether a scheduler decides
     * @param number the scheduler's seed, or the CPU
     */
    record Choice(boolean seeded, long number) {
        static Choice cpu(int cpu) {
            return new Choice(false, cpu);
        }

        static Choice seed(long seed) {
            return new Choice(true, seed);
        }
    }
}
