package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.asm.Asm;
import dev.bpflab.asm.Item;
import dev.bpflab.asm.TextAsmException;
import dev.bpflab.asm.TextAssembler;
import dev.bpflab.isa.Insn;
import dev.bpflab.isa.Reg;
import dev.bpflab.isa.Size;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A remedy's two notations are the same instructions. */
class RemedyCodeTest {
    private static final Pattern CALL = Pattern.compile("(\\w+)\\(([^()]*)\\)");
    private static final Map<String, String> SAMPLE = Map.of(
            "R",
            "R6",
            "r",
            "r6",
            "FREE",
            "R7",
            "free",
            "r7",
            "label",
            "out",
            "end",
            "15",
            "off",
            "-8",
            "min",
            "1",
            "data_end",
            "R8",
            "exit",
            "");

    private static String filled(String template) {
        Matcher name = Pattern.compile("\\{(\\w+)}").matcher(template);
        return name.replaceAll(found -> SAMPLE.getOrDefault(found.group(1), found.group(1)));
    }

    /** Code that is code in both notations, not words. */
    static Stream<VerifierMessage.Code> codes() {
        return VerifierMessages.bundled().all().stream()
                .flatMap(message -> message.code().stream())
                .filter(code -> text(code).isPresent() && calls(code).isPresent());
    }

    private static Optional<List<Insn>> text(VerifierMessage.Code code) {
        String lines = filled(code.text()).replace("; ", "\n").replace("R8", "r8");
        try {
            return lines.isBlank()
                    ? Optional.empty()
                    : Optional.of(TextAssembler.parse(lines + "\nout: exit").insns());
        } catch (TextAsmException words) {
            return Optional.empty();
        }
    }

    private static Optional<List<Insn>> calls(VerifierMessage.Code code) {
        String vocabulary = filled(code.vocabulary());
        if (!CALL.matcher(vocabulary).replaceAll("").matches("[, ]*")) {
            return Optional.empty();
        }
        List<Item> items = new ArrayList<>();
        Matcher call = CALL.matcher(vocabulary);
        while (call.find()) {
            items.add(item(
                    call.group(1),
                    call.group(2).isEmpty() ? new String[0] : call.group(2).split(", ")));
        }
        items.add(Asm.label("out"));
        items.add(Asm.exitInsn());
        return Optional.of(Asm.assemble(items).insns());
    }

    private static Item item(String word, String[] texts) {
        Object[] arguments = Arrays.stream(texts).map(RemedyCodeTest::argument).toArray();
        for (Method method : Asm.class.getMethods()) {
            if (method.getName().equals(word) && Modifier.isStatic(method.getModifiers()) && takes(method, arguments)) {
                try {
                    return (Item) method.invoke(null, arguments);
                } catch (IllegalAccessException | InvocationTargetException e) {
                    throw new LinkageError(word + Arrays.toString(texts), e);
                }
            }
        }
        throw new AssertionError("the vocabulary has no " + word + Arrays.toString(texts));
    }

    private static boolean takes(Method method, Object[] arguments) {
        Class<?>[] types = method.getParameterTypes();
        if (types.length != arguments.length) {
            return false;
        }
        for (int i = 0; i < types.length; i++) {
            boolean number = types[i] == long.class && arguments[i] instanceof Long;
            if (!number && !types[i].isInstance(arguments[i])) {
                return false;
            }
        }
        return true;
    }

    private static Object argument(String text) {
        if (text.matches("R\\d+")) {
            return Reg.valueOf(text);
        }
        if (text.matches("-?\\d+")) {
            return Long.valueOf(text);
        }
        return text.startsWith("\"") ? text.substring(1, text.length() - 1) : Size.valueOf(text);
    }

    @ParameterizedTest
    @MethodSource("codes")
    void bothNotationsAreTheSameInstructions(VerifierMessage.Code code) {
        assertThat(calls(code).orElseThrow()).isEqualTo(text(code).orElseThrow());
    }
}
