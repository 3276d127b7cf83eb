package dev.bpflab.asm;

import dev.bpflab.isa.AtomicOp;
import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;

/** Loads, stores, atomic operations and 64-bit immediates (RFC 9669 §5). */
public abstract class MemoryVocabulary extends Jmp32Vocabulary {
    MemoryVocabulary() {}

    /** Loads from memory, filling up with zeros: {@code r1 = *(u32 *)(r2 +4)}. */
    public static Item loadMem(Size size, Reg dst, Reg src, long offset) {
        return Memory.load("loadMem", size, false, dst, src, offset);
    }

    /** Loads 1, 2 or 4 bytes from memory, sign-extended to 64 bits: {@code r1 = *(s32 *)(r2 +4)}. */
    public static Item loadMemSx(Size size, Reg dst, Reg src, long offset) {
        return Memory.load("loadMemSx", size, true, dst, src, offset);
    }

    /** Stores the lower bytes of a register: {@code *(u32 *)(r10 -4) = r1}. */
    public static Item storeMem(Size size, Reg dst, long offset, Reg src) {
        return Memory.store(size, dst, offset, src);
    }

    /** Stores an immediate, for eight bytes sign-extended: {@code *(u32 *)(r10 -4) = 7}. */
    public static Item storeMem(Size size, Reg dst, long offset, long imm) {
        return Memory.store(size, dst, offset, imm);
    }

    /** Adds a register to memory, atomically: {@code lock *(u64 *)(r1 +0) += r2}. */
    public static Item atomicAdd(Size size, Reg dst, long offset, Reg src) {
        return Memory.atomic("atomicAdd", AtomicOp.ADD, size, dst, offset, src);
    }

    /** Sets in memory the bits of a register, atomically: {@code lock *(u64 *)(r1 +0) |= r2}. */
    public static Item atomicOr(Size size, Reg dst, long offset, Reg src) {
        return Memory.atomic("atomicOr", AtomicOp.OR, size, dst, offset, src);
    }

    /** Keeps in memory the bits of a register, atomically: {@code lock *(u64 *)(r1 +0) &= r2}. */
    public static Item atomicAnd(Size size, Reg dst, long offset, Reg src) {
        return Memory.atomic("atomicAnd", AtomicOp.AND, size, dst, offset, src);
    }

    /** Flips in memory the bits of a register, atomically: {@code lock *(u64 *)(r1 +0) ^= r2}. */
    public static Item atomicXor(Size size, Reg dst, long offset, Reg src) {
        return Memory.atomic("atomicXor", AtomicOp.XOR, size, dst, offset, src);
    }

    /** Adds a register to memory, atomically; the old value comes back in that register. */
    public static Item atomicFetchAdd(Size size, Reg dst, long offset, Reg src) {
        return Memory.atomic("atomicFetchAdd", AtomicOp.FETCH_ADD, size, dst, offset, src);
    }

    /** Sets in memory the bits of a register, atomically; the old value comes back in that register. */
    public static Item atomicFetchOr(Size size, Reg dst, long offset, Reg src) {
        return Memory.atomic("atomicFetchOr", AtomicOp.FETCH_OR, size, dst, offset, src);
    }

    /** Keeps in memory the bits of a register, atomically; the old value comes back in that register. */
    public static Item atomicFetchAnd(Size size, Reg dst, long offset, Reg src) {
        return Memory.atomic("atomicFetchAnd", AtomicOp.FETCH_AND, size, dst, offset, src);
    }

    /** Flips in memory the bits of a register, atomically; the old value comes back in that register. */
    public static Item atomicFetchXor(Size size, Reg dst, long offset, Reg src) {
        return Memory.atomic("atomicFetchXor", AtomicOp.FETCH_XOR, size, dst, offset, src);
    }

    /** Exchanges a register with memory, atomically. */
    public static Item atomicXchg(Size size, Reg dst, long offset, Reg src) {
        return Memory.atomic("atomicXchg", AtomicOp.XCHG, size, dst, offset, src);
    }

    /** Stores a register if memory holds what R0 holds, atomically; the old value comes back in R0. */
    public static Item atomicCmpxchg(Size size, Reg dst, long offset, Reg src) {
        return Memory.atomic("atomicCmpxchg", AtomicOp.CMPXCHG, size, dst, offset, src);
    }

    /** Sets a register to a 64-bit number; takes two slots. */
    public static Item ldImm64(Reg dst, long imm) {
        return LoadImmediate.number(CallText.of("ldImm64", dst, imm), dst, imm);
    }

    /** Points a register to a map; its descriptor is filled in on load. */
    public static Item ldMapFd(Reg dst, MapRef map) {
        return LoadImmediate.of(CallText.of("ldMapFd", dst, map), dst, ImmKind.MAP_FD, 0, 0, map);
    }

    /** Points a register to the map behind a file descriptor. */
    public static Item ldMapFd(Reg dst, int fd) {
        return LoadImmediate.of(CallText.of("ldMapFd", dst, fd), dst, ImmKind.MAP_FD, fd, 0);
    }

    /** Points a register into the only value of an array map, {@code offset} bytes from its start. */
    public static Item ldMapValue(Reg dst, MapRef map, long offset) {
        String call = CallText.of("ldMapValue", dst, map, offset);
        return LoadImmediate.of(call, dst, ImmKind.MAP_VALUE, 0, offset, map);
    }

    /** Points a register into the only value of the array map behind a file descriptor. */
    public static Item ldMapValue(Reg dst, int fd, long offset) {
        return LoadImmediate.of(CallText.of("ldMapValue", dst, fd, offset), dst, ImmKind.MAP_VALUE, fd, offset);
    }

    /** Points a register to the map at an index of the load call's fd_array. */
    public static Item ldMapIdx(Reg dst, int index) {
        return LoadImmediate.of(CallText.of("ldMapIdx", dst, index), dst, ImmKind.MAP_IDX, index, 0);
    }

    /** Points a register into the only value of the array map at an index of the load call's fd_array. */
    public static Item ldMapIdxValue(Reg dst, int index, long offset) {
        String call = CallText.of("ldMapIdxValue", dst, index, offset);
        return LoadImmediate.of(call, dst, ImmKind.MAP_IDX_VALUE, index, offset);
    }

    /** Points a register to a kernel variable by its BTF id. */
    public static Item ldBtfId(Reg dst, int btfId) {
        return LoadImmediate.of(CallText.of("ldBtfId", dst, btfId), dst, ImmKind.BTF_ID, btfId, 0);
    }

    /** Points a register to the function of this program that begins at a label, for helpers that call back. */
    public static Item ldFunc(Reg dst, String label) {
        Instruction at0 = (Instruction) LoadImmediate.of(CallText.of("ldFunc", dst, label), dst, ImmKind.FUNC, 0, 0);
        return new Instruction(at0.call(), at0.insn(), label, null, at0.source());
    }

    /** Points a register to the function of this program that begins {@code offset} slots after the first slot of this. */
    public static Item ldFunc(Reg dst, int offset) {
        return LoadImmediate.of(CallText.of("ldFunc", dst, offset), dst, ImmKind.FUNC, offset, 0);
    }

    /** Loads 1, 2 or 4 bytes of the packet into R0, in host order (legacy): {@code r0 = *(u16 *)skb[12]}. */
    public static Item ldAbs(Size size, long offset) {
        return Memory.packet(CallText.of("ldAbs", size, offset), size, null, offset);
    }

    /** Loads 1, 2 or 4 bytes of the packet into R0 at a register plus an offset (legacy): {@code r0 = *(u16 *)skb[r1 + 2]}. */
    public static Item ldInd(Size size, Reg src, long offset) {
        return Memory.packet(CallText.of("ldInd", size, src, offset), size, src, offset);
    }
}
