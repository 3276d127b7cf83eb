package dev.bpflab;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every room keeps its doors: which room may use which, and which alone may use a library. */
class DoorsTest {
    private static final String ROOT = "dev.bpflab.";

    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.bpflab");

    /** What each room may use of the others. A room that is missing here fails the test. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("isa", Set.of()),
            Map.entry("asm", Set.of("isa")),
            Map.entry("bpf", Set.of("isa")),
            Map.entry("pattern", Set.of("isa", "asm", "bpf")),
            Map.entry("sim", Set.of("isa", "asm", "bpf")),
            Map.entry("kernel", Set.of("isa", "asm", "bpf")),
            Map.entry("record", Set.of("isa", "asm", "bpf", "pattern", "sim")),
            Map.entry("view", Set.of()),
            Map.entry("look", Set.of("isa", "asm", "bpf", "pattern", "view")),
            Map.entry("debug", Set.of("isa", "asm", "bpf", "look", "view")),
            Map.entry("agent", Set.of("isa", "bpf")),
            Map.entry("chapter", Set.of("view")),
            Map.entry("lab", Set.of("isa", "asm", "bpf", "pattern", "chapter", "view")),
            Map.entry("session", Set.of("isa", "asm", "bpf", "agent", "look", "lab", "view")),
            Map.entry(
                    "grade",
                    Set.of("isa", "asm", "bpf", "agent", "chapter", "view", "lab", "session", "sim", "kernel")),
            Map.entry("repl", Set.of("isa", "asm", "bpf", "look", "debug", "chapter", "view", "lab", "session")),
            Map.entry("workbench", Set.of("bpf", "chapter", "lab", "session", "sim", "kernel")),
            Map.entry(
                    "cli",
                    Set.of(
                            "isa",
                            "asm",
                            "bpf",
                            "look",
                            "sim",
                            "kernel",
                            "record",
                            "debug",
                            "chapter",
                            "view",
                            "lab",
                            "session",
                            "grade",
                            "repl",
                            "workbench")));

    private record Door(String library, Set<String> rooms, String reason) {}

    private static final List<Door> DOORS = List.of(
            new Door("com.sun.jna..", Set.of("kernel"), "only kernel makes system calls"),
            new Door("jdk.jshell..", Set.of("session"), "only session knows JShell"),
            new Door(
                    "org.jline..",
                    Set.of("repl", "view", "chapter", "cli"),
                    "only what draws on a terminal knows JLine"),
            new Door(
                    "org.objectweb.asm..",
                    Set.of("sim", "session"),
                    "only sim's compiler and session's guard write byte code"),
            new Door("one.convert..", Set.of("look"), "only look draws flame graphs"),
            new Door("org.asciidoctor..", Set.of("chapter"), "only chapter reads AsciiDoc"),
            new Door("picocli..", Set.of("cli"), "only cli parses command lines"));

    @TestFactory
    Stream<DynamicTest> roomsUseOnlyTheRoomsBelowThem() {
        return MAY_USE.entrySet().stream()
                .map(room ->
                        DynamicTest.dynamicTest(room.getKey() + " uses only " + new TreeSet<>(room.getValue()), () -> {
                            String[] forbidden = MAY_USE.keySet().stream()
                                    .filter(other -> !other.equals(room.getKey())
                                            && !room.getValue().contains(other))
                                    .map(other -> ROOT + other + "..")
                                    .toArray(String[]::new);
                            holds(noClasses()
                                    .that()
                                    .resideInAPackage(ROOT + room.getKey() + "..")
                                    .should()
                                    .dependOnClassesThat()
                                    .resideInAnyPackage(forbidden));
                        }));
    }

    @TestFactory
    Stream<DynamicTest> librariesAreUsedOnlyBehindTheirDoor() {
        return DOORS.stream()
                .map(door -> DynamicTest.dynamicTest(door.reason(), () -> {
                    String[] rooms = door.rooms().stream()
                            .map(room -> ROOT + room + "..")
                            .toArray(String[]::new);
                    holds(noClasses()
                            .that()
                            .resideOutsideOfPackages(rooms)
                            .should()
                            .dependOnClassesThat()
                            .resideInAPackage(door.library()));
                }));
    }

    @Test
    void onlyCliTouchesTheStandardStreamsAndExit() {
        holds(noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .accessField(System.class, "in")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace"));
    }

    @Test
    void everyPackageIsARoomThatTheTableNames() {
        Set<String> rooms = new TreeSet<>();
        for (JavaClass type : OURS) {
            rooms.add(type.getPackageName().substring(ROOT.length()).replaceFirst("\\..*", ""));
        }
        assertThat(rooms).isNotEmpty().isSubsetOf(MAY_USE.keySet());
    }

    @Test
    void roomsBelongToNullMarkedPackages() {
        holds(classes()
                .that()
                .haveSimpleName("package-info")
                .should()
                .beAnnotatedWith("org.jspecify.annotations.NullMarked"));
    }

    private static void holds(ArchRule rule) {
        rule.allowEmptyShould(true).check(OURS);
    }
}
