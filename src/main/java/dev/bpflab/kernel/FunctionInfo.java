package dev.bpflab.kernel;

import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.RawSlot;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The type description (BTF) without which the kernel takes no program that passes its functions to helpers as callbacks:
 * it says of every function that it is static, takes nothing and returns an {@code int}, as a compiler would write it. The
 * kernel looks at what functions really take by itself.
 *
 * @param btf the type description
 * @param records {@code struct bpf_func_info} for each function: the slot where it begins, and its type
 */
record FunctionInfo(Btf btf, NativeBuffer records) {
    /** The size of one of the records. */
    static final int RECORD = 8;

    private static final int LD_IMM64 = 0x18;
    private static final int CALL = 0x85;
    private static final int LOCAL = 1;

    private static final int TYPE = 12;
    private static final int FIRST_FUNCTION = 3;

    /** Returns the description of a program's functions, null for a program that passes none to a helper. */
    static @Nullable FunctionInfo of(byte[] insns) {
        TreeSet<Integer> starts = new TreeSet<>(List.of(0));
        boolean passesFunctions = false;
        int slots = insns.length / RawSlot.BYTES;
        for (int slot = 0; slot < slots; slot++) {
            RawSlot raw = RawSlot.at(insns, slot);
            boolean passes = raw.opcode() == LD_IMM64 && raw.src() == ImmKind.FUNC.srcReg();
            boolean calls = raw.opcode() == CALL && raw.src() == LOCAL;
            int target = slot + 1 + raw.imm();
            if ((passes || calls) && target >= 0 && target < slots) {
                starts.add(target);
            }
            passesFunctions |= passes;
        }
        return passesFunctions ? describe(new ArrayList<>(starts)) : null;
    }

    private static FunctionInfo describe(List<Integer> starts) {
        StringBuilder names = new StringBuilder("\0int\0");
        byte[] types = new byte[TYPE + Integer.BYTES + TYPE + starts.size() * TYPE];
        ByteBuffer type = Btf.buffer(types);
        type.putInt(1).putInt(Btf.KIND_INT).putInt(Integer.BYTES).putInt(Btf.SIGNED_32_BITS);
        type.putInt(0).putInt(Btf.KIND_FUNC_PROTO).putInt(1);
        byte[] records = new byte[starts.size() * RECORD];
        ByteBuffer record = Btf.buffer(records);
        for (int i = 0; i < starts.size(); i++) {
            type.putInt(names.length()).putInt(Btf.KIND_FUNC).putInt(2);
            names.append(i == 0 ? "main" : "function_at_" + starts.get(i)).append('\0');
            record.putInt(starts.get(i)).putInt(FIRST_FUNCTION + i);
        }
        return new FunctionInfo(Btf.of(types, names.toString()), NativeBuffer.copyOf(records));
    }

    /** Gives the description to the kernel; returns a descriptor of it, or a negated errno. */
    int load() {
        return btf.load();
    }

    /** Names this description in the attributes of a program. */
    void describe(BpfAttr program, int btfFd) {
        program.u32(72, btfFd).u32(76, RECORD).u64(80, records.address()).u32(88, records.size() / RECORD);
    }
}
