package dev.bpflab.kernel;

import dev.bpflab.isa.ImmKind;
import dev.bpflab.isa.RawSlot;
import dev.bpflab.kernel.BpfAttr.Command;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
record FunctionInfo(NativeBuffer btf, NativeBuffer records) {
    /** The size of one of the records. */
    static final int RECORD = 8;

    private static final int LD_IMM64 = 0x18;
    private static final int CALL = 0x85;
    private static final int LOCAL = 1;

    private static final short MAGIC = (short) 0xeb9f;
    private static final int HEADER = 24;
    private static final int KIND_INT = 1 << 24;
    private static final int KIND_FUNC = 12 << 24;
    private static final int KIND_FUNC_PROTO = 13 << 24;
    private static final int SIGNED_32_BITS = 1 << 24 | 32;
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
        ByteBuffer type = buffer(types);
        type.putInt(1).putInt(KIND_INT).putInt(Integer.BYTES).putInt(SIGNED_32_BITS);
        type.putInt(0).putInt(KIND_FUNC_PROTO).putInt(1);
        byte[] records = new byte[starts.size() * RECORD];
        ByteBuffer record = buffer(records);
        for (int i = 0; i < starts.size(); i++) {
            type.putInt(names.length()).putInt(KIND_FUNC).putInt(2);
            names.append(i == 0 ? "main" : "function_at_" + starts.get(i)).append('\0');
            record.putInt(starts.get(i)).putInt(FIRST_FUNCTION + i);
        }
        byte[] strings = names.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] btf = new byte[HEADER + types.length + strings.length];
        ByteBuffer header = buffer(btf);
        header.putShort(MAGIC).put((byte) 1).put((byte) 0).putInt(HEADER);
        header.putInt(0).putInt(types.length).putInt(types.length).putInt(strings.length);
        header.put(types).put(strings);
        return new FunctionInfo(NativeBuffer.copyOf(btf), NativeBuffer.copyOf(records));
    }

    private static ByteBuffer buffer(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
    }

    /** Gives the description to the kernel; returns a descriptor of it, or a negated errno. */
    int load() {
        BpfAttr attr = Scratch.ofThread().attr().clear();
        attr.u64(0, btf.address()).u32(16, btf.size());
        return NativeBuffer.holding(() -> attr.call(Command.BTF_LOAD, 28), this);
    }

    /** Names this description in the attributes of a program. */
    void describe(BpfAttr program, int btfFd) {
        program.u32(72, btfFd).u32(76, RECORD).u64(80, records.address()).u32(88, records.size() / RECORD);
    }
}
