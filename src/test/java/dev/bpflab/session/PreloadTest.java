package dev.bpflab.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.bpflab.bpf.Workspace;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Every public name of the vocabulary can be typed as it is, whatever else is imported beside it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("jdk")
class PreloadTest {
    private final Workspace workspace = NoHost.workspace();
    private final Session session = Session.open(workspace, System.out);

    @AfterAll
    void end() {
        session.close();
        workspace.close();
    }

    @BeforeAll
    void everyImportIsAccepted() {
        assertThat(session.imports()).isEqualTo(Preload.imports());
    }

    private void compiles(String source) {
        assertThat(session.run(source, each -> {}))
                .allSatisfy(
                        outcome -> assertThat(outcome.ok()).as(outcome.text()).isTrue());
    }

    private static Stream<Class<?>> vocabulary() {
        return Preload.staticNames().stream()
                .filter(name -> name.endsWith(".*"))
                .map(name -> classOf(name.substring(0, name.length() - 2)));
    }

    private static Class<?> classOf(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new AssertionError("the table imports " + name + ", which does not exist", e);
        }
    }

    @Test
    void everyConstantResolves() {
        List<String> names = vocabulary()
                .flatMap(type -> Arrays.stream(type.getFields()))
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(Field::getName)
                .distinct()
                .toList();
        assertThat(names).contains("HASH", "R10", "DW", "JEQ", "NOEXIST", "NO_PREALLOC", "TRACEPOINT", "U32");

        compiles("Object[] constants = {" + String.join(", ", names) + "};");
    }

    @Test
    void everyFunctionResolves() {
        List<String> calls = vocabulary()
                .filter(type -> !type.isEnum())
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> Modifier.isStatic(method.getModifiers()))
                .map(PreloadTest::callOf)
                .distinct()
                .toList();
        assertThat(calls).hasSizeGreaterThan(150);

        compiles("void all() throws Throwable {\n" + String.join(";\n", calls) + ";\n}");
    }

    /** Returns a call whose arguments have the parameters' types and no sensible value; it is compiled, never run. */
    private static String callOf(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> "(" + type.getCanonicalName() + ") "
                        + (type == boolean.class ? "false" : type.isPrimitive() ? "0" : "null"))
                .collect(Collectors.joining(", ", method.getName() + "(", ")"));
    }

    @Test
    void everyPublicTypeResolvesToOurs() {
        List<String> checks = new ArrayList<>();
        // Not those of the packages below them, which are the commands' and no vocabulary.
        List<String> packages = List.of("dev.bpflab.bpf", "dev.bpflab.isa", "dev.bpflab.asm", "dev.bpflab.pattern");
        for (JavaClass type : new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(packages)) {
            if (packages.contains(type.getPackageName())
                    && type.getModifiers().contains(JavaModifier.PUBLIC)
                    && type.isTopLevelClass()) {
                checks.add("Class<" + type.getName() + "> c" + checks.size() + " = (Class) " + type.getSimpleName()
                        + ".class; if (" + type.getSimpleName() + ".class != " + type.getName()
                        + ".class) throw new Error(\"" + type.getName() + "\");");
            }
        }
        assertThat(checks).hasSizeGreaterThan(30);

        compiles("{\n" + String.join("\n", checks) + "\n}");
    }
}
