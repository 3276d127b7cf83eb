package dev.bpflab.lab;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Reads what the sections of a document state: checks and points.
 *
 * @param file what problems call the document
 * @param problems what is wrong is added here
 */
record SectionReader(String file, List<String> problems) {
    /**
     * Returns the checks inside a section, at any depth.
     *
     * @param alsoTaken attributes that a check of any kind may have here
     * @param made is given each block with its check and returns the check that is taken
     */
    List<Check> checks(Block.Section section, Set<String> alsoTaken, BiFunction<Block, Check, Check> made) {
        List<Check> checks = new ArrayList<>();
        for (Block block : Page.allBlocks(section.blocks())) {
            if (block.hasRole("check")) {
                try {
                    checks.add(made.apply(block, CheckKind.read(block, alsoTaken)));
                } catch (IllegalArgumentException e) {
                    problem(block, section.id(), "check: " + e.getMessage());
                }
            }
        }
        if (checks.isEmpty() && problems.isEmpty()) {
            problem(section, section.id(), "it has no check, so nobody could pass it");
        }
        return checks;
    }

    /** Returns what a section is worth, 1 when it does not say. */
    int points(Block.Section section) {
        String written = section.attribute("points").orElse("1");
        if (!written.matches("\\d{1,4}")) {
            problem(section, section.id(), "points='" + written + "' is no number of points");
            return 0;
        }
        return Integer.parseInt(written);
    }

    void problem(Block block, String step, String what) {
        problems.add(file + ":" + block.line() + ": step '" + step + "': " + what);
    }
}
