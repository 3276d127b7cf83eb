package dev.bpflab.grade.agent;

import dev.bpflab.bpf.Bookkeeping;
import dev.bpflab.bpf.BpfHost;
import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.BpfObject;
import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.Codec;
import dev.bpflab.bpf.HandWritten;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.Link;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapInfo;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgAttr;
import dev.bpflab.bpf.ProgramSpec;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.InsnCodec;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** What the agent has open, as the grader knows it: from the calls that it served, not from what the agent says. */
final class KnownObjects {
    private final Workspace workspace;
    private final BpfHost host;
    private final Bookkeeping books;
    private final Map<Integer, BpfObject> open = new HashMap<>();
    /** Also those that are closed, which variables may still hold. */
    private final Map<Name, BpfObject> known = new HashMap<>();

    private record Name(Class<?> kind, int id, int fd) {}

    KnownObjects(Workspace workspace) {
        this.workspace = workspace;
        this.host = workspace.host();
        this.books = new Bookkeeping(workspace);
    }

    /** Enters the map that is open at a descriptor; one that is none, as the host does not know it, is left out. */
    void map(int fd) {
        MapInfo info = host.mapInfo(fd);
        if (info != null) {
            map(fd, info.attr());
        }
    }

    /** Enters the map that was made with these attributes. */
    void map(int fd, MapAttr attr) {
        MapType type = MapType.ofNumber(attr.type()).orElse(MapType.UNSPEC);
        MapInfo inner = attr.innerMapFd() == 0 ? null : host.mapInfo(attr.innerMapFd());
        BpfMap<?, ?> map = type == MapType.STACK_TRACE
                ? books.map(spec(attr, type, fd, stacks(attr), null), fd)
                : books.map(spec(attr, type, fd, values(attr, type, fd), inner), fd);
        open.put(fd, map);
        known.put(new Name(BpfMap.class, map.id(), fd), map);
    }

    private static Codec<?> stacks(MapAttr attr) {
        return MapSpec.stackTrace(attr.name(), attr.valueSize() / Long.BYTES).value();
    }

    private static Codec<Object> values(MapAttr attr, MapType type, int fd) {
        return new ClaimCodec(attr.valueSize(), fd, type.isPerCpu());
    }

    private static MapSpec<?, ?> spec(MapAttr attr, MapType type, int fd, Codec<?> value, @Nullable MapInfo inner) {
        MapSpec<?, ?> inside = inner == null ? null : blueprint(inner.attr());
        ClaimCodec key = new ClaimCodec(attr.keySize(), fd, false);
        return new MapSpec<>(attr.name(), type, attr.type(), key, value, attr.maxEntries(), attr.flags(), inside);
    }

    /** Returns a blueprint of bare bytes. */
    static MapSpec<?, ?> blueprint(MapAttr attr) {
        MapType type = MapType.ofNumber(attr.type()).orElse(MapType.UNSPEC);
        return spec(attr, type, -1, values(attr, type, -1), null);
    }

    /** Enters a program that was loaded from these bytes. */
    void program(int fd, ProgAttr attr, String log) {
        List<Program.Line> lines = new ArrayList<>();
        for (Insn insn : InsnCodec.decode(attr.insns())) {
            lines.add(new Program.Line(insn, "", named(insn)));
        }
        ProgramType type = ProgramType.ofNumber(attr.type())
                .orElseThrow(() -> new IllegalStateException("a host loads no program of type " + attr.type()));
        BpfProgram program =
                books.program(new ProgramSpec(attr.name(), type, Program.of(lines), attr.license()), fd, log);
        open.put(fd, program);
        known.put(new Name(BpfProgram.class, program.id(), fd), program);
    }

    private @Nullable MapRef named(Insn insn) {
        boolean names = insn instanceof Insn.LdImm64 load
                && (load.kind() == ImmKind.MAP_FD || load.kind() == ImmKind.MAP_VALUE);
        return names && open.get(((Insn.LdImm64) insn).low()) instanceof BpfMap<?, ?> map ? map : null;
    }

    /** Enters a link. */
    void link(int fd, int programFd, Hook hook) {
        if (open.get(programFd) instanceof BpfProgram program) {
            Link link = books.link(program, hook, fd);
            open.put(fd, link);
            known.put(new Name(Link.class, 0, fd), link);
        }
    }

    /** Notes that a link was detached. */
    void detached(int fd) {
        if (open.get(fd) instanceof Link link) {
            books.detached(link);
        }
    }

    /** Closes a descriptor, and whatever is known to be open there. */
    int close(int fd) {
        BpfObject object = open.remove(fd);
        if (object == null) {
            return host.close(fd);
        }
        object.close();
        return 0;
    }

    /** Notes that the agent, and no program, sets keys of a map. */
    void written(int fd, BiConsumer<HandWritten, BpfMap<?, ?>> note) {
        if (open.get(fd) instanceof BpfMap<?, ?> map) {
            note.accept(workspace.handWritten(map), map);
        }
    }

    /** Returns the map that the agent says it means; empty when there never was such. */
    Optional<BpfMap<?, ?>> map(int id, int fd) {
        return known.get(new Name(BpfMap.class, id, fd)) instanceof BpfMap<?, ?> map
                ? Optional.of(map)
                : Optional.empty();
    }

    /** Returns the program that the agent says it means. */
    Optional<Object> program(int id, int fd) {
        return Optional.ofNullable(known.get(new Name(BpfProgram.class, id, fd)));
    }

    /** Returns the link that the agent says it means. */
    Optional<Object> link(int fd) {
        return Optional.ofNullable(known.get(new Name(Link.class, 0, fd)));
    }

    /** Returns the workspace. */
    Workspace workspace() {
        return workspace;
    }
}
