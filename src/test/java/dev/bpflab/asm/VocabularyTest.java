package dev.bpflab.asm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.isa.Disassembler;
import dev.bpflab.isa.Helper;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.JmpOp;
import dev.bpflab.isa.MapRef;
import dev.bpflab.isa.Program;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every word, found by reflection and called with arguments of its types. */
class VocabularyTest {
    private static final MapRef COUNTS = () -> "counts";

    private enum Flag implements LongSupplier {
        NOEXIST;

        @Override
        public long getAsLong() {
            return 1;
        }
    }

    private static final Map<Class<?>, Object> ARGUMENTS = Map.of(
            long.class,
            7L,
            int.class,
            1,
            String.class,
            "here",
            LongSupplier.class,
            Flag.NOEXIST,
            Size.class,
            Size.W,
            JmpOp.class,
            JmpOp.JSGT,
            MapRef.class,
            COUNTS,
            Helper.class,
            Helper.LOOP,
            Reg[].class,
            new Reg[] {Reg.R6, Reg.R7});

    static Stream<Method> words() {
        return Arrays.stream(Asm.class.getMethods())
                .filter(method -> Modifier.isStatic(method.getModifiers()) && method.getReturnType() == Item.class)
                // Fields need to know whose they are.
                .filter(method ->
                        !List.of("label", "seq", "loadField", "fieldAddress").contains(method.getName()));
    }

    static Stream<Method> helperWords() {
        return words().filter(method -> method.getName().startsWith("helper"));
    }

    @ParameterizedTest
    @MethodSource("words")
    void everyInstructionRemembersItsWordAndArguments(Method word) throws ReflectiveOperationException {
        Object[] arguments = arguments(word);
        Program program = programOf(word, arguments);
        String expected = word.getName()
                + Arrays.stream(arguments).flatMap(VocabularyTest::shown).collect(Collectors.joining(", ", "(", ")"));
        assertThat(program.lines().subList(0, program.lines().size() - 2))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line.call()).isEqualTo(expected));
    }

    @ParameterizedTest
    @MethodSource("helperWords")
    void aHelperWordCallsTheHelperOfThatName(Method word) throws ReflectiveOperationException {
        String name = "bpf_"
                + word.getName()
                        .substring("helper".length())
                        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                        .toLowerCase(Locale.ROOT);
        Helper helper = Helper.named(name).orElseThrow(() -> new AssertionError(name));
        List<Insn> insns = programOf(word, arguments(word)).insns();
        assertThat(insns.get(insns.size() - 3)).isEqualTo(new Insn.CallHelper(helper.id()));
        boolean flagsInRegister = helper == Helper.MAP_UPDATE_ELEM && word.getParameterCount() == 3;
        if (helper != Helper.TRACE_PRINTK && !flagsInRegister) {
            assertThat(word.getParameterCount()).isEqualTo(helper.arguments().size());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mov      | r1 = 7",
                "arsh32   | w1 s>>= 7",
                "smod     | r1 s%= 7",
                "movsx32  | r1 = (s32)r2",
                "mov32sx8 | w1 = (s8)w2",
                "neg32    | w1 = -w1",
                "bswap64  | r1 = bswap64 r1",
                "le16     | r1 = le16 r1",
                "jset32   | if w1 & 0x7 goto pc+0",
                "jsle     | if r1 s<= 0x7 goto pc+0",
                "jmpImm   | if r1 s> 0x7 goto pc+0",
                "jmpl     | gotol pc+0",
                "loadMem  | r1 = *(u32 *)(r2 +7)",
                "loadMemSx | r1 = *(s32 *)(r2 +7)",
                "storeMem | *(u32 *)(r1 +7) = 7",
                "atomicAdd | lock *(u32 *)(r1 +7) += r2",
                "atomicFetchXor | r2 = atomic_fetch_xor((u32 *)(r1 +7), r2)",
                "atomicCmpxchg | r0 = atomic_cmpxchg((u32 *)(r1 +7), r0, r2)",
                "ldImm64  | r1 = 0x7",
                "ldMapFd  | r1 = map[counts]",
                "ldMapValue | r1 = map[counts][0]+7",
                "ldMapIdx | r1 = map[idx:1]",
                "ldMapIdxValue | r1 = map[idx:1][0]+7",
                "ldBtfId  | r1 = btf[1]",
                "ldFunc   | r1 = subprog[+1]",
                "ldAbs    | r0 = *(u32 *)skb[7]",
                "ldInd    | r0 = *(u32 *)skb[r1 + 7]",
                "callLocal | call pc+0",
                "callKfunc | call kernel-function#1",
                "exitInsn | exit"
            })
    void aWordWritesItsInstruction(String name, String text) throws ReflectiveOperationException {
        TreeSet<String> written = new TreeSet<>();
        for (Method word : words().filter(word -> word.getName().equals(name)).toList()) {
            written.add(
                    Disassembler.text(programOf(word, arguments(word)).lines().get(0)));
        }
        assertThat(written).contains(text);
    }

    @Test
    void everyOperationOfTheInstructionSetHasAWord() {
        List<String> names = words().map(Method::getName).distinct().toList();
        assertThat(names).contains("mov", "add", "sub", "mul", "div", "sdiv", "mod", "smod", "or", "and", "xor");
        assertThat(Arrays.stream(JmpOp.values()).map(op -> op.name().toLowerCase(Locale.ROOT)))
                .allSatisfy(op -> assertThat(names).contains(op, op + "32"));
        assertThat(Arrays.stream(dev.bpflab.isa.AluOp.values())
                        .filter(op -> !op.isSignExtendingMove())
                        .map(op -> op.name().toLowerCase(Locale.ROOT)))
                .allSatisfy(op -> assertThat(names).contains(op, op + "32"));
    }

    private static Program programOf(Method word, Object[] arguments) throws ReflectiveOperationException {
        return Asm.assemble((Item) word.invoke(null, arguments), Asm.label("here"), Asm.exitInsn(), Asm.exitInsn());
    }

    private static Object[] arguments(Method word) {
        int register = 1;
        Object[] arguments = new Object[word.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            Class<?> type = word.getParameterTypes()[i];
            arguments[i] = type == Reg.class ? Reg.of(register++) : ARGUMENTS.get(type);
        }
        return arguments;
    }

    private static Stream<String> shown(Object argument) {
        if (argument instanceof Reg[] registers) {
            return Arrays.stream(registers).map(Enum::name);
        }
        if (argument instanceof Helper helper) {
            return Stream.of("Helper." + helper.name());
        }
        if (argument instanceof MapRef map) {
            return Stream.of(map.name());
        }
        if (argument instanceof Enum<?> constant) {
            return Stream.of(constant.name());
        }
        return Stream.of(argument instanceof String text ? '"' + text + '"' : argument.toString());
    }
}
