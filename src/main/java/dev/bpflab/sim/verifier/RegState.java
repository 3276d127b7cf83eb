package dev.bpflab.sim.verifier;

import org.jspecify.annotations.Nullable;

/** What is known of one register, or of a register that was spilled to the stack. */
final class RegState {
    /** A register of which nothing is known, in states that no longer change. */
    static final RegState NOTHING = new RegState();

    RegType type = RegType.NOT_INIT;
    /** Whether the pointer may be 0 still. */
    boolean orNull;
    /** The number, or the variable part of a pointer's offset. */
    final Bounds num = new Bounds();
    /** The constant part of a pointer's offset, or of the distance to the number with the same id. */
    int off;
    /** Registers with the same id, not 0, hold the same number or come from the same call. */
    int id;
    /** Whether {@code off} was added to the number with this id. */
    boolean plusOff;
    /** Whether it was added to the lower half, which cleared the upper one. */
    boolean narrowOff;
    /** The reference that must be released, or 0. */
    int ref;

    @Nullable
    KnownMap map;
    /** How many bytes behind a packet pointer were compared with the packet's end. */
    int range;
    /** Bytes of the memory behind the pointer. */
    int memSize;
    /** The frame that a stack pointer points into. */
    int frame;
    /** The function that a pointer to one points to. */
    int subprogram;

    RegState copy() {
        RegState copy = new RegState();
        copy.set(this);
        return copy;
    }

    void set(RegState other) {
        type = other.type;
        orNull = other.orNull;
        num.set(other.num);
        off = other.off;
        id = other.id;
        plusOff = other.plusOff;
        narrowOff = other.narrowOff;
        ref = other.ref;
        map = other.map;
        range = other.range;
        memSize = other.memSize;
        frame = other.frame;
        subprogram = other.subprogram;
    }

    @SuppressWarnings("ReferenceEquality") // a map is the one object that stands for it
    boolean isSame(RegState other) {
        return type == other.type
                && orNull == other.orNull
                && num.sameAs(other.num)
                && off == other.off
                && id == other.id
                && plusOff == other.plusOff
                && narrowOff == other.narrowOff
                && ref == other.ref
                && map == other.map
                && range == other.range
                && memSize == other.memSize
                && frame == other.frame
                && subprogram == other.subprogram;
    }

    private void become(RegType newType) {
        type = newType;
        orNull = false;
        off = 0;
        forgetId();
        ref = 0;
        map = null;
        range = 0;
        memSize = 0;
        frame = 0;
        subprogram = 0;
    }

    void forgetId() {
        id = 0;
        plusOff = false;
        narrowOff = false;
    }

    void setNotInit() {
        become(RegType.NOT_INIT);
        num.setUnknown();
    }

    void setUnknown() {
        become(RegType.SCALAR);
        num.setUnknown();
    }

    void setConst(long value) {
        become(RegType.SCALAR);
        num.setConst(value);
    }

    /** Makes it a pointer without any offset. */
    void setPointer(RegType pointer) {
        become(pointer);
        num.setConst(0);
    }

    static RegState constant(long value) {
        RegState reg = new RegState();
        reg.setConst(value);
        return reg;
    }

    boolean isScalar() {
        return type == RegType.SCALAR;
    }

    boolean isPointer() {
        return type.isPointer();
    }

    /** Returns whether it is the number 0. */
    boolean isNull() {
        return isScalar() && num.bits.isConst(0);
    }

    boolean isConst(boolean narrow) {
        return isScalar() && (narrow ? num.isConst32() : num.isConst());
    }

    long constant(boolean narrow) {
        return narrow ? num.bits.low().value() : num.bits.value();
    }

    /** Returns how many bits the number needs as an unsigned one. */
    int width() {
        return 64 - Long.numberOfLeadingZeros(num.umax);
    }

    /** Returns whether the pointer is surely not 0. */
    boolean isNotNull() {
        return !orNull
                && switch (type) {
                    case MAP_VALUE, MAP_KEY, RINGBUF_MEM, MAP_PTR -> true;
                    default -> false;
                };
    }

    /** Returns the kernel's name of the type. */
    String typeName() {
        return type.kernelName() + (orNull ? "_or_null" : "");
    }
}
