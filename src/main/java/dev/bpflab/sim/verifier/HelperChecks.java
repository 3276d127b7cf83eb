package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.MapType;
import dev.bpflab.isa.ArgType;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Reg;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Calls of helpers: who may call them, what they take and what they leave. */
final class HelperChecks {
    private static final long MAX_SIZE = 1L << 29;
    private static final String MEMORY = "fp, pkt, pkt_meta, map_key, map_value, mem, ringbuf_mem, buf, trusted_ptr_";
    private static final Reg[] ARGUMENTS = {Reg.R1, Reg.R2, Reg.R3, Reg.R4, Reg.R5};

    private final Env env;
    private final MemoryChecks memory;
    private final Callbacks callbacks;

    HelperChecks(Env env, MemoryChecks memory, Callbacks callbacks) {
        this.env = env;
        this.memory = memory;
        this.callbacks = callbacks;
    }

    /** What the arguments of one call said: the map, the key when it is known, the memory to be written. */
    private static final class Call {
        final Helper helper;

        @Nullable
        KnownMap map;

        @Nullable
        Long knownKey;

        long allocSize;
        long maxSize;
        int ref;
        /** The function to be called, or -1. */
        int subprogram = -1;

        @Nullable
        Reg released;

        final StackMemory.RawWrite raw = new StackMemory.RawWrite();

        Call(Helper helper) {
            this.helper = helper;
        }
    }

    void check(int id) {
        Helper helper = Helper.of(id).orElse(null);
        if (helper == null && id != 0) {
            throw env.reject(Errno.EINVAL, "invalid func unknown#%d", id);
        }
        String name = helper == null ? "bpf_unspec" : helper.kernelName();
        if (helper == null || !ProgramRules.mayCall(env.input.type(), id)) {
            throw env.reject(Errno.EINVAL, "program of this type cannot use helper %s#%d", name, id);
        }
        if (ProgramRules.wantsGpl(env.input.type(), helper) && !Licenses.isGplCompatible(env.input.license())) {
            throw env.reject(Errno.EINVAL, "cannot call GPL-restricted function from non-GPL compatible program");
        }
        if (!SimulatedHelpers.contains(helper)) {
            throw env.log.notSimulated("helper %s#%d", name, id);
        }
        Call call = new Call(helper);
        List<ArgType> types = SimulatedHelpers.argumentsOf(helper, env.input.type());
        for (int i = 0; i < types.size(); i++) {
            checkArgument(call, types, i);
        }
        checkMapIsWritable(call);
        Reg written = call.raw.regno;
        for (int i = 0; written != null && i < call.raw.size; i++) {
            memory.check(new MemoryChecks.Access(written, i, 1, true, null, null, false, false));
        }
        release(call);
        if (helper == Helper.TAIL_CALL) {
            References.checkNoneHeld(env, "tail_call");
        }
        if (call.subprogram >= 0) {
            callbacks.call(helper, call.subprogram, call.map);
        }
        forgetArguments();
        Results.set(env, helper, call.map, call.knownKey, call.allocSize, call.maxSize);
        checkMapSuits(call);
        if (SimulatedHelpers.movesPacket(helper)) {
            PacketChecks.forgetAll(env.cur);
        }
    }

    /** Makes R0 to R5 unreadable, as a call does. */
    void forgetArguments() {
        env.frame().forgetArguments();
        for (Reg reg : new Reg[] {Reg.R0, Reg.R1, Reg.R2, Reg.R3, Reg.R4, Reg.R5}) {
            env.touch(reg);
        }
    }

    private void checkArgument(Call call, List<ArgType> types, int index) {
        ArgType type = types.get(index);
        Reg regno = ARGUMENTS[index];
        RegState reg = env.read(regno);
        if (type == ArgType.ANYTHING) {
            return;
        }
        if (reg.type.isPacket() && !ProgramRules.mayTakePacket(call.helper)) {
            throw env.reject(Errno.EACCES, "helper access to the packet is not allowed");
        }
        boolean isNull = type.orNull() && reg.isNull();
        if (!isNull) {
            checkType(regno, reg, type);
            checkOffset(regno, reg, type);
        }
        if (type == ArgType.RINGBUF_MEM) {
            if (reg.ref == 0) {
                throw env.reject(
                        Errno.EINVAL, "R%d must be referenced when passed to release function", regno.number());
            }
            call.released = regno;
        }
        if (reg.ref != 0) {
            call.ref = reg.ref;
        }
        switch (type) {
            case CONST_MAP_PTR -> call.map = MemoryChecks.mapOf(reg);
            case FUNC -> call.subprogram = reg.subprogram;
            case MAP_KEY -> {
                KnownMap map = mapOf(call);
                checkMemory(regno, map.keySize(), false, false, null);
                if (map.type() == MapType.ARRAY || map.type() == MapType.PERCPU_ARRAY) {
                    call.knownKey = knownKey(reg, map.keySize());
                }
            }
            case MAP_VALUE, MAP_VALUE_OR_NULL -> {
                if (!isNull) {
                    checkMemory(regno, mapOf(call).valueSize(), false, false, null);
                }
            }
            case UNINIT_MAP_VALUE -> checkMemory(regno, mapOf(call).valueSize(), true, false, call.raw);
            case LONG_PTR -> {
                checkMemory(regno, Long.BYTES, true, false, call.raw);
                memory.checkAligned(regno, Long.BYTES);
            }
            case SIZE -> checkSize(call, types, index, false);
            case SIZE_OR_ZERO -> checkSize(call, types, index, true);
            case ALLOC_SIZE -> {
                if (!reg.num.isConst()) {
                    throw env.reject(Errno.EACCES, "R%d is not a known constant'", regno.number());
                }
                call.allocSize = reg.num.bits.value();
                env.precision.mark(regno);
            }
            default -> {}
        }
    }

    private static KnownMap mapOf(Call call) {
        if (call.map == null) {
            throw new IllegalStateException("a key or value before its map");
        }
        return call.map;
    }

    private void checkType(Reg regno, RegState reg, ArgType type) {
        boolean sameNull = !reg.orNull || type.orNull();
        switch (type) {
            case CONST_MAP_PTR -> expect(regno, reg, sameNull && reg.type == RegType.MAP_PTR, "map_ptr");
            case CTX, CTX_OR_NULL -> expect(regno, reg, sameNull && reg.type == RegType.CTX, "ctx");
            case SIZE, SIZE_OR_ZERO, ALLOC_SIZE -> expect(regno, reg, reg.isScalar(), "scalar");
            case FUNC -> expect(regno, reg, sameNull && reg.type == RegType.FUNC, "func");
            case STACK_OR_NULL -> expect(regno, reg, sameNull && reg.type == RegType.STACK, "fp");
            case RINGBUF_MEM -> expect(regno, reg, sameNull && reg.type == RegType.RINGBUF_MEM, "ringbuf_mem");
            case MAP_KEY,
                    MAP_VALUE,
                    MAP_VALUE_OR_NULL,
                    UNINIT_MAP_VALUE,
                    MEM,
                    MEM_OR_NULL,
                    UNINIT_MEM,
                    UNINIT_MEM_OR_NULL,
                    LONG_PTR -> expect(regno, reg, sameNull && isMemory(reg), MEMORY);
            default ->
                throw env.log.notSimulated(
                        "argument %s of a helper", type.name().toLowerCase(Locale.ROOT));
        }
    }

    private static boolean isMemory(RegState reg) {
        return switch (reg.type) {
            case STACK, PACKET, PACKET_META, MAP_VALUE, MAP_KEY, RINGBUF_MEM -> true;
            default -> false;
        };
    }

    private void expect(Reg regno, RegState reg, boolean fits, String expected) {
        if (!fits) {
            throw env.reject(Errno.EACCES, "R%d type=%s expected=%s", regno.number(), reg.typeName(), expected);
        }
    }

    private void checkOffset(Reg regno, RegState reg, ArgType type) {
        if (type == ArgType.RINGBUF_MEM && reg.off != 0) {
            throw env.reject(
                    Errno.EINVAL,
                    "R%d must have zero offset when passed to release func or trusted arg to kfunc",
                    regno.number());
        }
        if (type == ArgType.RINGBUF_MEM || !(isMemory(reg) || reg.isScalar())) {
            memory.checkUnmoved(regno);
        }
    }

    private void checkSize(Call call, List<ArgType> types, int index, boolean zeroAllowed) {
        Reg regno = ARGUMENTS[index];
        Bounds num = env.reg(regno).num;
        call.maxSize = num.umax;
        if (num.smin < 0) {
            throw env.reject(
                    Errno.EACCES, "R%d min value is negative, either use unsigned or 'var &= const'", regno.number());
        }
        if (num.umin == 0 && !zeroAllowed) {
            throw env.reject(
                    Errno.EACCES, "R%d invalid zero-sized read: u64=[%d,%d]", regno.number(), num.umin, num.umax);
        }
        if (Long.compareUnsigned(num.umax, MAX_SIZE) >= 0) {
            throw env.reject(
                    Errno.EACCES,
                    "R%d unbounded memory access, use 'var &= const' or 'if (var < const)'",
                    regno.number());
        }
        ArgType memoryType = types.get(index - 1);
        boolean write = memoryType == ArgType.UNINIT_MEM || memoryType == ArgType.UNINIT_MEM_OR_NULL;
        StackMemory.RawWrite raw = write && num.isConst() ? call.raw : null;
        checkMemory(ARGUMENTS[index - 1], (int) num.umax, write, zeroAllowed, raw);
        env.precision.mark(regno);
    }

    private void checkMemory(
            Reg regno, int size, boolean write, boolean zeroAllowed, StackMemory.@Nullable RawWrite raw) {
        RegState reg = env.reg(regno);
        switch (reg.type) {
            case PACKET, PACKET_META -> PacketChecks.checkAccess(env, regno, reg.off, size, zeroAllowed);
            case MAP_VALUE -> {
                memory.checkMapType(reg, reg.off, size, write);
                memory.checkRegion(regno, reg.off, size, MemoryChecks.mapOf(reg).valueSize(), zeroAllowed);
            }
            case MAP_KEY -> {
                if (write) {
                    throw env.reject(Errno.EACCES, "R%d cannot write into %s", regno.number(), reg.typeName());
                }
                memory.checkRegion(regno, reg.off, size, MemoryChecks.mapOf(reg).keySize(), zeroAllowed);
            }
            case RINGBUF_MEM -> memory.checkRegion(regno, reg.off, size, reg.memSize, zeroAllowed);
            case STACK -> memory.stack.checkInitialized(regno, reg.off, size, zeroAllowed, write, raw);
            default -> {
                if (!(zeroAllowed && size == 0 && reg.isNull())) {
                    throw env.reject(Errno.EACCES, "R%d type=%s expected=fp", regno.number(), reg.typeName());
                }
            }
        }
    }

    /** Returns the array index in a key on the stack, when every path to here stored the same. */
    private @Nullable Long knownKey(RegState reg, int size) {
        if (reg.type != RegType.STACK || !reg.num.isConst()) {
            return null;
        }
        int offset = (int) (reg.off + reg.num.bits.value());
        StackSlot slot = memory.stack.frameOf(reg).slotAt(offset);
        int index = Frame.byteOf(offset);
        if (count(slot, index, StackSlot.ZERO) >= size) {
            return 0L;
        }
        boolean fits = slot.holdsScalar() && count(slot, index, StackSlot.SPILL) == size;
        if (!fits || !slot.spilled.num.isConst()) {
            return null;
        }
        env.precision.mark(new JumpHistory.StackPlace(reg.frame, Frame.indexOf(offset)));
        return slot.spilled.num.bits.value();
    }

    private static int count(StackSlot slot, int from, byte kind) {
        int count = 0;
        for (int i = from; i >= 0 && slot.kinds[i] == kind; i--) {
            count++;
        }
        return count;
    }

    private void checkMapIsWritable(Call call) {
        boolean changes = switch (call.helper) {
            case MAP_UPDATE_ELEM, MAP_DELETE_ELEM, MAP_PUSH_ELEM, MAP_POP_ELEM -> true;
            default -> false;
        };
        if (changes && !mapOf(call).programsMayWrite()) {
            throw env.reject(Errno.EACCES, "write into map forbidden");
        }
    }

    private void release(Call call) {
        if (call.released != null) {
            References.release(env, call.ref);
        }
    }

    private void checkMapSuits(Call call) {
        KnownMap map = call.map;
        if (map != null && !SimulatedHelpers.suits(call.helper, map.type())) {
            throw env.reject(
                    Errno.EINVAL,
                    "cannot pass map_type %d into func %s#%d",
                    map.type().number(),
                    call.helper.kernelName(),
                    call.helper.id());
        }
    }
}
