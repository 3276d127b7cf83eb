package dev.bpflab.cli.doctor;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The Java that runs us, and Maven where we run from a checkout. */
final class JavaFacts {
    private static final Section JAVA = Section.JAVA;
    private static final String INSTALL =
            "install a whole JDK 17 or newer (Debian, Ubuntu: sudo apt install default-jdk-headless)";

    private final Machine machine;
    private final Set<String> modules;

    /** @param modules the names of the modules that this Java has */
    JavaFacts(Machine machine, Set<String> modules) {
        this.machine = machine;
        this.modules = Set.copyOf(modules);
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.fact(JAVA, "Java", Runtime.version() + " in " + machine.property("java.home")));
        findings.add(
                hasJShell()
                        ? Finding.yes(JAVA, "jdk.jshell", "there")
                        : Finding.no(
                                JAVA,
                                "jdk.jshell",
                                "missing: this is only a runtime",
                                "the prompt and all labs, live and simulated",
                                INSTALL));
        checkout()
                .ifPresent(folder -> findings.add(machine.program("mvn")
                        .map(mvn -> Finding.yes(JAVA, "Maven", mvn + ", which builds " + folder))
                        .orElseGet(() -> Finding.no(
                                JAVA,
                                "Maven",
                                "no mvn on the PATH",
                                "building " + folder + " after a change",
                                "sudo apt install maven, or brew install maven"))));
        return findings;
    }

    /** Returns whether snippets can be compiled, and so labs worked through. */
    boolean hasJShell() {
        return modules.contains("jdk.jshell");
    }

    /** Returns the folder of the project that what runs was built in. */
    private Optional<Path> checkout() {
        String first = machine.property("java.class.path").split(File.pathSeparator, -1)[0];
        Path folder = Path.of(first).toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("pom.xml"))) {
            folder = folder.getParent();
        }
        return Optional.ofNullable(folder);
    }
}
