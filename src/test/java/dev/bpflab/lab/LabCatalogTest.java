package dev.bpflab.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.chapter.PageCache;
import dev.bpflab.chapter.PageLibrary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabCatalogTest {
    private static final String DOCUMENT = """
            = Lab 9.2: From a folder
            :page-version: 3

            Begin.

            [.step#set,points=2]
            == 1 Set it

            [.check,variable=found,as=u64,is=">= 4",otherwise="Say \\"4\\", or more."]
            `found` is 4 or more.

            [.check,map=counts,key=u32,value=u64,match=contains]
            |===
            |key |value
            |{four.pid} |>= 1
            |1001 |2
            |===

            [.hint]
            Use an equals sign.

            [.solution]
            [source,java]
            ----
            include::solution.jsh[tag=%s]
            ----
            """;

    @TempDir
    Path folder;

    @Test
    void aLabInAFolderIsReadAndOneWithAMissingTagIsRefused() throws IOException {
        Path lab = Files.createDirectories(folder.resolve("9.2-folder"));
        Files.writeString(lab.resolve("lab.adoc"), DOCUMENT.formatted("set"));
        Files.writeString(lab.resolve("solution.jsh"), "// tag::set[]\nint found = 4;\n// end::set[]\n");
        try (PageCache cache = new PageCache(folder.resolve("cache"))) {
            Lab read = LabCatalog.fromFolder(lab, cache);

            assertThat(read.id()).isEqualTo("9.2");
            assertThat(read.title()).isEqualTo("From a folder");
            assertThat(read.version()).isEqualTo("3");
            assertThat(read.start()).isEmpty();
            Step step = read.steps().get(0);
            assertThat(step.solution()).isEqualTo("int found = 4;");
            assertThat(step.hints()).hasSize(1);
            ValueCheck value = (ValueCheck) step.checks().get(0);
            assertThat(value.origin()).isEqualTo(new ValueOrigin.Written(new Expectation(">=", "4"), "", null));
            assertThat(value.hint()).isEqualTo("Say \"4\", or more.");
            assertThat(((MapStateCheck) step.checks().get(1)).table().rows())
                    .isEqualTo(List.of(
                            new StateRow("{four.pid}", new Expectation(">=", "1")),
                            new StateRow("1001", new Expectation("=", "2"))));

            Files.writeString(lab.resolve("lab.adoc"), DOCUMENT.formatted("other"));
            assertThatThrownBy(() -> LabCatalog.fromFolder(lab, cache))
                    .isInstanceOf(LabException.class)
                    .hasMessageContaining("lab.adoc:")
                    .hasMessageContaining("tag 'other' not found");
        }
    }

    @Test
    void aFolderWithoutALabIsSaidSo() {
        try (PageCache cache = new PageCache(folder)) {
            assertThatThrownBy(() -> LabCatalog.fromFolder(folder, cache))
                    .isInstanceOf(NoSuchElementException.class)
                    .hasMessageContaining("it has no lab.adoc");
        }
    }

    @Test
    void theLabsThatCameWithTheProgramAreListedAndReadable() {
        LabCatalog catalog = LabCatalog.bundled();

        assertThat(catalog.entries()).extracting(LabCatalog.Entry::id).contains("2.1");
        assertThat(catalog.entries())
                .allSatisfy(entry -> assertThat(catalog.lab(entry.id()).steps()).isNotEmpty());
        assertThatThrownBy(() -> catalog.lab("9.9"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessageStartingWith("unknown lab '9.9' (there are ")
                .hasMessageContaining("2.1");
    }

    @Test
    void lab21HasTheStepsOfTheListInOrderAndEveryTagOfItsSolution() {
        Lab lab = LabCatalog.bundled().lab("2.1");

        assertThat(lab.steps())
                .extracting(Step::id)
                .containsExactly(
                        "describe",
                        "create",
                        "assemble",
                        "load",
                        "attach",
                        "run",
                        "once",
                        "by-hand",
                        "top",
                        "lookup",
                        "delete",
                        "final",
                        "clean-up");
        assertThat(lab.of(Step.Kind.EXPERIMENT)).extracting(Step::id).contains("by-comm");
        String solution = PageLibrary.bundled().labFile("2.1", "solution.jsh");
        assertThat(lab.exercises()).allSatisfy(step -> {
            assertThat(solution).contains("// tag::" + step.id() + "[]\n" + step.solution());
            assertThat(step.hints()).isNotEmpty();
        });
    }
}
