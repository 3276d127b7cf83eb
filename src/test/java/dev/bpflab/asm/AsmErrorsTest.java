package dev.bpflab.asm;

import static dev.bpflab.asm.Asm.*;
import static dev.bpflab.isa.Reg.*;
import static dev.bpflab.isa.Size.*;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every mistake is one line: the call, the cause, and what to do. */
class AsmErrorsTest {
    private static final String READ_ONLY =
            "R10 is the frame pointer and read-only (copy it first, as in mov(R2, R10), and change the copy)";

    private static Arguments mistake(ThrowingCallable code, String message) {
        return Arguments.of(message, code);
    }

    static Stream<Arguments> registers() {
        return Stream.of(
                mistake(() -> mov(R10, 1), "mov(R10, 1): " + READ_ONLY),
                mistake(() -> add32(R10, R1), "add32(R10, R1): " + READ_ONLY),
                mistake(() -> neg(R10), "neg(R10): " + READ_ONLY),
                mistake(() -> be16(R10), "be16(R10): " + READ_ONLY),
                mistake(() -> loadMem(W, R10, R1, 0), "loadMem(W, R10, R1, 0): " + READ_ONLY),
                mistake(() -> ldImm64(R10, 1), "ldImm64(R10, 1): " + READ_ONLY),
                mistake(() -> ldMapFd(R10, () -> "m"), "ldMapFd(R10, m): " + READ_ONLY),
                mistake(() -> atomicXchg(DW, R1, 0, R10), "atomicXchg(DW, R1, 0, R10): " + READ_ONLY));
    }

    static Stream<Arguments> immediates() {
        return Stream.of(
                mistake(
                        () -> mov(R1, 1L << 40),
                        "mov(R1, 1099511627776): immediate out of range: 1099511627776 is not within -2147483648 to"
                                + " 2147483647 (use ldImm64(R1, 1099511627776L))"),
                mistake(
                        () -> add(R1, 0xffff_ffffL),
                        "add(R1, 4294967295): immediate out of range: 4294967295 is not within -2147483648 to 2147483647"
                                + " (load it into another register with ldImm64 and use that register)"),
                mistake(
                        () -> mov32(R1, 1L << 32),
                        "mov32(R1, 4294967296): immediate out of range: 4294967296 does not fit 32 bits (use the 64-bit"
                                + " form with a register)"),
                mistake(
                        () -> jeq(R1, 1L << 32, "x"),
                        "jeq(R1, 4294967296, \"x\"): immediate out of range: 4294967296 is not within -2147483648 to"
                                + " 2147483647 (load it into another register with ldImm64 and compare the registers)"),
                mistake(() -> lsh(R1, 64), "lsh(R1, 64): immediate out of range: a shift by 64 (shift by 0 to 63)"),
                mistake(
                        () -> arsh32(R1, 32),
                        "arsh32(R1, 32): immediate out of range: a shift by 32 (shift by 0 to 31)"),
                mistake(
                        () -> storeMem(B, R1, 0, 256),
                        "storeMem(B, R1, 0, 256): immediate out of range: 256 does not fit 8 bits (store a larger size)"),
                mistake(
                        () -> loadMem(W, R1, R2, 40_000),
                        "loadMem(W, R1, R2, 40000): offset out of range: 40000 is not within -32768 to 32767 (add the"
                                + " distance to a copy of the register first)"));
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                mistake(
                        () -> loadMemSx(DW, R1, R2, 0),
                        "loadMemSx(DW, R1, R2, 0): eight bytes leave nothing to sign-extend (use loadMem)"),
                mistake(
                        () -> atomicAdd(H, R1, 0, R2),
                        "atomicAdd(H, R1, 0, R2): there are no atomic operations on 16 bits (use W or DW)"),
                mistake(
                        () -> ldAbs(DW, 0),
                        "ldAbs(DW, 0): packet loads take no eight bytes (use B, H or W, or loadMem from packet data)"),
                mistake(
                        () -> label("1st"),
                        "label(\"1st\"): not a name (use letters, digits and _, not beginning with a digit)"));
    }

    static Stream<Arguments> places() {
        return Stream.of(
                mistake(
                        () -> assemble(),
                        "assemble(): a program needs at least one instruction (begin with mov(R0, 0), exitInsn())"),
                mistake(
                        () -> assemble(jmp("out"), label("on"), exitInsn()),
                        "jmp(\"out\"): unknown label 'out' (add label(\"out\"); known labels: on)"),
                mistake(
                        () -> assemble(callLocal("f"), exitInsn()),
                        "callLocal(\"f\"): unknown label 'f' (add label(\"f\"); there are no labels)"),
                mistake(
                        () -> assemble(label("a"), exitInsn(), label("a"), exitInsn()),
                        "label(\"a\"): the label stands twice (rename one of the two)"),
                mistake(
                        () -> assemble(exitInsn(), label("end")),
                        "label(\"end\"): no instruction follows the label (put exitInsn() after it)"),
                mistake(
                        () -> assemble(jeq(R0, 0, 2), mov(R0, 0), exitInsn()),
                        "jeq(R0, 0, 2): jump out of range: it lands at slot 3, and the program has slots 0 to 2 (use a"
                                + " label)"),
                mistake(
                        () -> assemble(jmp(-2), exitInsn()),
                        "jmp(-2): jump out of range: it lands at slot -1, and the program has slots 0 to 1 (use a label)"),
                mistake(
                        () -> assemble(jmp(1), ldImm64(R0, 1), exitInsn()),
                        "jmp(1): it lands at slot 2, the second half of a 64-bit immediate, which takes two slots (use a"
                                + " label)"),
                mistake(
                        () -> assemble(
                                jeq(R1, 0, "far"),
                                seq(Collections.nCopies(40_000, mov(R0, 0))),
                                label("far"),
                                exitInsn()),
                        "jeq(R1, 0, \"far\"): jump too far: 40000 slots, and this jump reaches -32768 to 32767 (use jmpl,"
                                + " or jump to a jmpl near by)"),
                mistake(
                        () -> jmp(40_000),
                        "jmp(40000): jump too far: 40000 slots, and this jump reaches -32768 to 32767 (use jmpl, or jump"
                                + " to a jmpl near by)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"registers", "immediates", "forms", "places"})
    void saysWhatIsWrongAndWhatToDo(String message, ThrowingCallable code) {
        assertThatThrownBy(code).isInstanceOf(AsmException.class).hasMessage(message);
    }
}
