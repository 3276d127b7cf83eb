package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.Reg;
import org.jspecify.annotations.Nullable;

/** Loads and stores: what the pointer points to decides what is checked and what comes out. */
final class MemoryChecks {
    private static final long MAX_OFFSET = 1L << 29;

    private final Env env;
    final StackMemory stack;

    MemoryChecks(Env env) {
        this.env = env;
        this.stack = new StackMemory(env);
    }

    /**
     * One access of memory.
     *
     * @param pointer the register that points to the memory
     * @param offset the offset in the instruction
     * @param size bytes
     * @param write whether it is a store
     * @param value the register loaded into or stored, null for none
     * @param constant the immediate stored, null for none
     * @param signed whether a load extends the sign
     * @param aligned whether the access must be aligned, as an atomic one must
     */
    record Access(
            Reg pointer,
            int offset,
            int size,
            boolean write,
            @Nullable Reg value,
            @Nullable Integer constant,
            boolean signed,
            boolean aligned) {}

    void check(Access access) {
        RegState reg = env.reg(access.pointer);
        checkAlignment(access, reg);
        int offset = access.offset + reg.off;
        RegState loaded = access.write || access.value == null ? null : env.reg(access.value);
        if (reg.orNull || !reg.isPointer()) {
            throw badPointer(access.pointer, reg);
        }
        switch (reg.type) {
            case MAP_VALUE -> {
                checkMapType(reg, offset, access.size, access.write);
                checkRegion(access.pointer, offset, access.size, mapOf(reg).valueSize(), false);
                setUnknown(loaded);
            }
            case MAP_KEY -> {
                if (access.write) {
                    throw env.reject(Errno.EACCES, "write to change key R%d not allowed", access.pointer.number());
                }
                checkRegion(access.pointer, offset, access.size, mapOf(reg).keySize(), false);
                setUnknown(loaded);
            }
            case RINGBUF_MEM -> {
                checkRegion(access.pointer, offset, access.size, reg.memSize, false);
                setUnknown(loaded);
            }
            case CTX -> checkCtx(access, loaded);
            case STACK -> {
                stack.checkBounds(access.pointer, offset, access.size, access.write);
                if (access.write) {
                    stack.write(access.pointer, offset, access.size, access.value, access.constant);
                } else {
                    stack.read(access.pointer, offset, access.size, loaded);
                }
            }
            case PACKET, PACKET_META -> {
                if (access.write && env.input.type() == ProgramType.SOCKET_FILTER) {
                    throw env.reject(Errno.EACCES, "cannot write into packet");
                }
                PacketChecks.checkAccess(env, access.pointer, offset, access.size, false);
                setUnknown(loaded);
            }
            case MAP_PTR -> throw mapFields(access, reg, offset);
            default -> throw badPointer(access.pointer, reg);
        }
        if (loaded != null && loaded.isScalar() && access.size < 8) {
            if (access.signed) {
                SignExtension.wide(loaded.num, access.size);
            } else {
                loaded.num.truncate(access.size);
            }
        }
    }

    /** Linux lets a program read the map's own structure by its type information. */
    private Rejection mapFields(Access access, RegState reg, int offset) {
        KnownMap map = mapOf(reg);
        if (offset < 0) {
            return env.reject(
                    Errno.EACCES,
                    "R%d is %s invalid negative access: off=%d",
                    access.pointer.number(),
                    map.structName(),
                    offset);
        }
        if (access.write) {
            return env.reject(Errno.EACCES, "only read from %s is supported", map.structName());
        }
        return env.log.notSimulated("read of struct %s", map.structName());
    }

    private static void setUnknown(@Nullable RegState loaded) {
        if (loaded != null) {
            loaded.setUnknown();
        }
    }

    private Rejection badPointer(Reg pointer, RegState reg) {
        return env.reject(Errno.EACCES, "R%d invalid mem access '%s'", pointer.number(), reg.typeName());
    }

    static KnownMap mapOf(RegState reg) {
        if (reg.map == null) {
            throw new IllegalStateException("a map pointer without a map");
        }
        return reg.map;
    }

    /** Checks that a pointer that a helper is given is a multiple of a size. */
    void checkAligned(Reg pointer, int size) {
        checkAlignment(new Access(pointer, 0, size, true, null, null, false, true), env.reg(pointer));
    }

    private void checkAlignment(Access access, RegState reg) {
        if (access.size == 1 || !(access.aligned || reg.type == RegType.STACK)) {
            return;
        }
        long fixed = (long) reg.off + access.offset;
        if (reg.type.isPacket()) {
            if (!reg.num.bits.add(Tnum.constant(fixed)).isAligned(access.size)) {
                throw env.reject(
                        Errno.EACCES,
                        "misaligned packet access off %d+%s+%d+%d size %d",
                        0,
                        reg.num.bits,
                        reg.off,
                        access.offset,
                        access.size);
            }
            return;
        }
        String what = switch (reg.type) {
            case MAP_VALUE -> "value ";
            case MAP_KEY -> "key ";
            case CTX -> "context ";
            case STACK -> "stack ";
            default -> "";
        };
        if (!reg.num.bits.add(Tnum.constant(fixed)).isAligned(access.size)) {
            throw env.reject(
                    Errno.EACCES,
                    "misaligned %saccess off %s+%d+%d size %d",
                    what,
                    reg.num.bits,
                    reg.off,
                    access.offset,
                    access.size);
        }
    }

    /** Checks that programs may access the map at all. */
    void checkMapType(RegState reg, int offset, int size, boolean write) {
        KnownMap map = mapOf(reg);
        if (write && !map.programsMayWrite()) {
            throw env.reject(
                    Errno.EACCES,
                    "write into map forbidden, value_size=%d off=%d size=%d",
                    map.valueSize(),
                    offset,
                    size);
        }
        if (!write && !map.programsMayRead()) {
            throw env.reject(
                    Errno.EACCES,
                    "read from map forbidden, value_size=%d off=%d size=%d",
                    map.valueSize(),
                    offset,
                    size);
        }
    }

    /** Checks that an access stays within memory of a fixed size, wherever in its range the pointer is. */
    void checkRegion(Reg regno, int offset, int size, int memSize, boolean zeroAllowed) {
        RegState reg = env.reg(regno);
        long min = reg.num.smin;
        if (min < 0 && (min == Long.MIN_VALUE || offset + min != (int) (offset + min) || min + offset < 0)) {
            throw env.reject(
                    Errno.EACCES,
                    "R%d min value is negative, either use unsigned index or do a if (index >=0) check.",
                    regno.number());
        }
        if (isOutside((int) (min + offset), size, memSize, zeroAllowed)) {
            printOutside(reg, (int) (min + offset), size, memSize);
            throw env.reject(Errno.EACCES, "R%d min value is outside of the allowed memory range", regno.number());
        }
        if (Long.compareUnsigned(reg.num.umax, MAX_OFFSET) >= 0) {
            throw env.reject(
                    Errno.EACCES,
                    "R%d unbounded memory access, make sure to bounds check any such access",
                    regno.number());
        }
        if (isOutside((int) (reg.num.umax + offset), size, memSize, zeroAllowed)) {
            printOutside(reg, (int) (reg.num.umax + offset), size, memSize);
            throw env.reject(Errno.EACCES, "R%d max value is outside of the allowed memory range", regno.number());
        }
    }

    private static boolean isOutside(int offset, int size, int memSize, boolean zeroAllowed) {
        boolean sizeOk = size > 0 || (size == 0 && zeroAllowed);
        return offset < 0 || !sizeOk || (long) offset + size > Integer.toUnsignedLong(memSize);
    }

    private void printOutside(RegState reg, int offset, int size, int memSize) {
        if (reg.type == RegType.MAP_VALUE) {
            env.log.print("invalid access to map value, value_size=%d off=%d size=%d\n", memSize, offset, size);
        } else if (reg.type == RegType.MAP_KEY) {
            env.log.print("invalid access to map key, key_size=%d off=%d size=%d\n", memSize, offset, size);
        } else {
            env.log.print("invalid access to memory, mem_size=%d off=%d size=%d\n", memSize, offset, size);
        }
    }

    /** Checks that a pointer that must not be moved is as it was given. */
    void checkUnmoved(Reg regno) {
        RegState reg = env.reg(regno);
        if (reg.off < 0) {
            throw env.reject(
                    Errno.EACCES,
                    "negative offset %s ptr R%d off=%d disallowed",
                    reg.typeName(),
                    regno.number(),
                    reg.off);
        }
        if (reg.off != 0) {
            throw env.reject(
                    Errno.EACCES,
                    "dereference of modified %s ptr R%d off=%d disallowed",
                    reg.typeName(),
                    regno.number(),
                    reg.off);
        }
        if (!reg.num.bits.isConst(0)) {
            throw env.reject(Errno.EACCES, "variable %s access var_off=%s disallowed", reg.typeName(), reg.num.bits);
        }
    }

    private void checkCtx(Access access, @Nullable RegState loaded) {
        checkUnmoved(access.pointer);
        CtxRules.Access outcome =
                CtxRules.check(env.input.type(), access.offset, access.size, access.write, access.signed);
        switch (outcome) {
            case REFUSED ->
                throw env.reject(Errno.EACCES, "invalid bpf_context access off=%d size=%d", access.offset, access.size);
            case NOT_SIMULATED ->
                throw env.log.notSimulated(
                        "context access off=%d size=%d of a %s program",
                        access.offset, access.size, env.input.type().kernelName());
            case NUMBER -> setUnknown(loaded);
            case PACKET -> setPointer(loaded, RegType.PACKET);
            case PACKET_META -> setPointer(loaded, RegType.PACKET_META);
            case PACKET_END -> setPointer(loaded, RegType.PACKET_END);
        }
        env.context = env.context.with(access.offset, access.size);
        if (!access.write) {
            env.contextLoads.set(env.slot);
        }
    }

    private static void setPointer(@Nullable RegState loaded, RegType type) {
        if (loaded != null) {
            loaded.setPointer(type);
        }
    }
}
