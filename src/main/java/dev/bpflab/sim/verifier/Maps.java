package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapType;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.Insn;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The maps that a program names, and what is checked of every instruction before any path is explored. */
final class Maps {
    private static final int MAX_MAPS = 64;
    private static final int MAX_OFFSET = 1 << 29;
    private static final Set<MapType> SIMULATED = EnumSet.of(
            MapType.HASH,
            MapType.ARRAY,
            MapType.PERCPU_HASH,
            MapType.PERCPU_ARRAY,
            MapType.LRU_HASH,
            MapType.LRU_PERCPU_HASH,
            MapType.LPM_TRIE,
            MapType.STACK_TRACE,
            MapType.QUEUE,
            MapType.STACK,
            MapType.RINGBUF);

    private final Map<Integer, KnownMap> byFd = new HashMap<>();

    /** Resolves every map that the program names. */
    static Maps of(Code code, VerifierInput input, Log log) {
        Maps maps = new Maps();
        for (int slot = 0; slot < code.length(); slot++) {
            Malformed malformed = code.malformed(slot);
            if (malformed != null) {
                malformed.checkAhead(log, code.at(slot));
            }
            if (code.at(slot) instanceof Insn.CallReg) {
                throw log.reject(Errno.EINVAL, "unknown opcode 8d");
            }
            if (code.at(slot) instanceof Insn.LdImm64 load) {
                switch (load.kind()) {
                    case VALUE, FUNC -> {}
                    case MAP_FD, MAP_VALUE -> maps.add(load, input, log);
                    case BTF_ID, MAP_IDX, MAP_IDX_VALUE -> throw log.notSimulated("ld_imm64 of kind %s", load.kind());
                }
                slot++;
            }
        }
        return maps;
    }

    private void add(Insn.LdImm64 load, VerifierInput input, Log log) {
        boolean isValue = load.kind() == ImmKind.MAP_VALUE;
        KnownMap map = byFd.get(load.low());
        if (map == null) {
            map = resolve(load.low(), input, log);
        }
        if (isValue) {
            checkDirectValue(map, load.high(), log);
        }
    }

    private KnownMap resolve(int fd, VerifierInput input, Log log) {
        MapAttr attr = input.mapByFd().apply(fd);
        if (attr == null) {
            throw log.reject(Errno.EBADF, "fd %d is not pointing to valid bpf_map", fd);
        }
        MapType type = MapType.ofNumber(attr.type())
                .filter(SIMULATED::contains)
                .orElseThrow(() -> log.notSimulated("map_type %d in a program", attr.type()));
        if (byFd.size() >= MAX_MAPS) {
            throw log.reject(Errno.E2BIG, "The total number of maps per program has reached the limit of %d", MAX_MAPS);
        }
        KnownMap map = new KnownMap(fd, type, attr);
        byFd.put(fd, map);
        return map;
    }

    private static void checkDirectValue(KnownMap map, int offset, Log log) {
        if (Integer.compareUnsigned(offset, MAX_OFFSET) >= 0) {
            throw log.reject(
                    Errno.EINVAL, "direct value offset of %s is not allowed", Integer.toUnsignedString(offset));
        }
        if (map.type() != MapType.ARRAY) {
            throw log.reject(Errno.EINVAL, "no direct value access support for this map type");
        }
        if (map.attr().maxEntries() != 1 || Integer.compareUnsigned(offset, map.valueSize()) >= 0) {
            throw log.reject(
                    map.attr().maxEntries() != 1 ? Errno.ENOTSUPP : Errno.EINVAL,
                    "invalid access to map value pointer, value_size=%d off=%d",
                    map.valueSize(),
                    offset);
        }
    }

    /** Returns a map that was resolved before. */
    KnownMap get(int fd) {
        KnownMap map = byFd.get(fd);
        if (map == null) {
            throw new IllegalStateException("map " + fd + " was not resolved");
        }
        return map;
    }
}
