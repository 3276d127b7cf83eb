package dev.bpflab.lab;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Page;
import dev.bpflab.lab.Step.Hint;
import dev.bpflab.lab.Step.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads a lab from its page. A section with the role {@code step}, {@code experiment} or {@code challenge} is one and its id
 * is that; the attribute {@code points} says what it is worth (1 when it is missing). Experiments and challenges stand after
 * the steps, by themselves or inside a section without a role. Inside each, blocks with the role {@code hint} are its tiers of help, the source block with the role {@code solution} is
 * its reference solution, and blocks with the role {@code check} are shown and checked, see {@link CheckKind}.
 */
public final class LabReader {
    private final Page page;
    private final String file;
    private final List<Step> exercises = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private final SectionReader sections;

    private LabReader(Page page, String file) {
        this.page = page;
        this.file = file;
        this.sections = new SectionReader(file, problems);
    }

    /**
     * Returns the lab that a page describes.
     *
     * @param file what problems call the document, such as {@code labs/2.1-process-counter/lab.adoc}
     * @param start the text of {@code start.jsh}
     * @throws LabException when the document is broken, with every problem in it
     */
    public static Lab read(Page page, String file, String start) {
        return new LabReader(page, file).lab(start);
    }

    private Lab lab(String start) {
        List<Block> intro = new ArrayList<>();
        List<Block> outro = new ArrayList<>();
        for (Block block : page.blocks()) {
            Optional<Kind> kind = kind(block);
            if (kind.isPresent()) {
                add((Block.Section) block, kind.get(), !outro.isEmpty());
            } else if (exercises.isEmpty()) {
                intro.add(block);
            } else {
                boolean shelf = block instanceof Block.Section section && addExtras(section);
                if (!shelf) {
                    outro.add(block);
                }
            }
        }
        String version = page.attributes().getOrDefault("version", "");
        if (version.isBlank()) {
            problems.add(file + ":1: the lab has no version; write ':page-version: 1' below its title");
        }
        if (exercises.stream().allMatch(Step::optional)) {
            problems.add(file + ":1: the lab has no step; a step is a section with the role: [.step#name]");
        }
        if (!problems.isEmpty()) {
            throw new LabException(problems);
        }
        String id = page.id().replaceFirst("^lab/", "");
        return new Lab(id, bareTitle(page.title()), version, intro, exercises, outro, start);
    }

    private static Optional<Kind> kind(Block block) {
        return block instanceof Block.Section
                ? Stream.of(Kind.values())
                        .filter(kind -> kind != Kind.HIDDEN && block.hasRole(kind.role()))
                        .findFirst()
                : Optional.empty();
    }

    private void add(Block.Section section, Kind kind, boolean late) {
        Step step = step(section, kind);
        boolean afterExtras = exercises.stream().anyMatch(Step::optional);
        if (kind == Kind.STEP && (late || afterExtras)) {
            sections.problem(section, section.id(), "stands after a section that is no step; steps follow one another");
        }
        if (exercises.stream().anyMatch(other -> other.id().equals(step.id()))) {
            sections.problem(section, section.id(), "there are two steps of this id");
        }
        exercises.add(step);
    }

    /**
     * Adds the experiments and challenges inside a section and tells whether there are any. Such a section is only where they
     * stand on the page: at the prompt they are listed at the lab's end.
     */
    private boolean addExtras(Block.Section section) {
        boolean any = false;
        for (Block inner : section.blocks()) {
            Optional<Kind> kind = kind(inner);
            if (kind.isPresent()) {
                add((Block.Section) inner, kind.get(), true);
                any = true;
            }
        }
        return any;
    }

    private Step step(Block.Section section, Kind kind) {
        List<Block> text = new ArrayList<>();
        List<Hint> hints = new ArrayList<>();
        List<String> solutions = new ArrayList<>();
        for (Block block : section.blocks()) {
            if (block.hasRole("hint")) {
                hints.add(new Hint(block instanceof Block.Group group ? group.blocks() : List.of(block)));
            } else if (block.hasRole("solution")) {
                solutions.add(block instanceof Block.Code code ? code.source().strip() : "");
            } else {
                text.add(block);
            }
        }
        if (solutions.size() != 1 || solutions.get(0).isEmpty()) {
            sections.problem(
                    section,
                    section.id(),
                    (solutions.isEmpty() ? "it has no solution" : "its solution is not one source block with text")
                            + "; write [.solution] and a source block that includes solution.jsh[tag=" + section.id()
                            + "]");
        }
        return new Step(
                section.id(),
                section.title().plain(),
                kind,
                text,
                hints,
                solutions.isEmpty() ? "" : solutions.get(0),
                checks(section),
                sections.points(section));
    }

    private List<Check> checks(Block.Section section) {
        for (Block block : Page.allBlocks(section.blocks())) {
            if (kind(block).isPresent()) {
                sections.problem(block, section.id(), "a step cannot stand inside another");
            }
        }
        return sections.checks(section, Set.of(), (block, check) -> check);
    }

    /** Returns a lab's title without the {@code Lab 2.1: } that its document has before it. */
    static String bareTitle(String title) {
        return title.replaceFirst("^Lab \\S+: ", "");
    }
}
