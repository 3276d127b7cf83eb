package dev.bpflab.lab;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Page;
import dev.bpflab.lab.Step.Hint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads a lab from its page. A section with the role {@code step} is a step and its id the step's; the attribute
 * {@code points} says what it is worth (1 when it is missing) and the role {@code optional} that a lab is passed without it.
 * Inside a step, blocks with the role {@code hint} are its tiers of help, the source block with the role {@code solution} is
 * its reference solution, and blocks with the role {@code check} are shown and checked, see {@link CheckKind}.
 */
public final class LabReader {
    private final Page page;
    private final String file;
    private final List<String> problems = new ArrayList<>();

    private LabReader(Page page, String file) {
        this.page = page;
        this.file = file;
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
        List<Step> steps = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Block block : page.blocks()) {
            if (block instanceof Block.Section section && section.hasRole("step")) {
                steps.add(step(section));
                if (!outro.isEmpty()) {
                    problem(block, section.id(), "stands after a section that is no step; steps follow one another");
                }
                if (!ids.add(section.id())) {
                    problem(block, section.id(), "there are two steps of this id");
                }
            } else {
                (steps.isEmpty() ? intro : outro).add(block);
            }
        }
        String version = page.attributes().getOrDefault("version", "");
        if (version.isBlank()) {
            problems.add(file + ":1: the lab has no version; write ':page-version: 1' below its title");
        }
        if (steps.isEmpty()) {
            problems.add(file + ":1: the lab has no step; a step is a section with the role: [.step#name]");
        }
        if (!problems.isEmpty()) {
            throw new LabException(problems);
        }
        String id = page.id().replaceFirst("^lab/", "");
        return new Lab(id, bareTitle(page.title()), version, intro, steps, outro, start);
    }

    private Step step(Block.Section section) {
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
            problem(
                    section,
                    section.id(),
                    (solutions.isEmpty() ? "it has no solution" : "its solution is not one source block with text")
                            + "; write [.solution] and a source block that includes solution.jsh[tag=" + section.id()
                            + "]");
        }
        return new Step(
                section.id(),
                section.title().plain(),
                text,
                hints,
                solutions.isEmpty() ? "" : solutions.get(0),
                checks(section),
                points(section),
                section.hasRole("optional"));
    }

    private List<Check> checks(Block.Section section) {
        List<Check> checks = new ArrayList<>();
        for (Block block : Page.allBlocks(section.blocks())) {
            if (block.hasRole("check")) {
                try {
                    checks.add(CheckKind.read(block));
                } catch (IllegalArgumentException e) {
                    problem(block, section.id(), "check: " + e.getMessage());
                }
            } else if (block.hasRole("step")) {
                problem(block, section.id(), "a step cannot stand inside another");
            }
        }
        if (checks.isEmpty() && problems.isEmpty()) {
            problem(section, section.id(), "it has no check, so nobody could pass it");
        }
        return checks;
    }

    private int points(Block.Section section) {
        String written = section.attribute("points").orElse("1");
        if (!written.matches("\\d{1,4}")) {
            problem(section, section.id(), "points='" + written + "' is no number of points");
            return 0;
        }
        return Integer.parseInt(written);
    }

    private void problem(Block block, String step, String what) {
        problems.add(file + ":" + block.line() + ": step '" + step + "': " + what);
    }

    /** Returns a lab's title without the {@code Lab 2.1: } that its document has before it. */
    static String bareTitle(String title) {
        return title.replaceFirst("^Lab \\S+: ", "");
    }
}
