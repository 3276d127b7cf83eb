package dev.bpflab.lab;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Page;
import dev.bpflab.lab.Step.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an instructor's hidden checks from a page and adds them to a lab. A section with the role {@code hidden} and an
 * attribute {@code step} adds its checks to that step, experiment or challenge, which is then passed when these hold too;
 * without it the section is a step of its own, with {@code points}, that counts whenever it was passed. {@code visible=yes}
 * on a section or a check lets students read of it.
 */
final class HiddenReader {
    private static final String VISIBLE = "visible";

    private final Lab lab;
    private final String file;
    private final List<String> problems = new ArrayList<>();
    private final SectionReader sections;

    private HiddenReader(Lab lab, String file) {
        this.lab = lab;
        this.file = file;
        this.sections = new SectionReader(file, problems);
    }

    /**
     * Returns the lab with hidden checks.
     *
     * @param file what problems call the document
     * @throws LabException when the document is broken, with every problem in it
     */
    static Lab read(Lab lab, Page page, String file) {
        return new HiddenReader(lab, file).with(page);
    }

    private Lab with(Page page) {
        List<Step> exercises = new ArrayList<>(lab.exercises());
        boolean any = false;
        for (Block block : page.blocks()) {
            if (block instanceof Block.Section section && block.hasRole(Kind.HIDDEN.role())) {
                add(section, exercises);
                any = true;
            }
        }
        if (!any) {
            problems.add(file + ":1: it has no hidden check; that is a section with the role: [.hidden#name]");
        }
        if (!problems.isEmpty()) {
            throw new LabException(problems);
        }
        return lab.with(exercises);
    }

    private void add(Block.Section section, List<Step> exercises) {
        boolean all = isVisible(section, section.id());
        List<Check> checks = sections.checks(
                section,
                Set.of(VISIBLE),
                (block, check) -> all || isVisible(block, section.id()) ? check : new HiddenCheck(check));
        Optional<String> of = section.attribute("step");
        if (of.isEmpty()) {
            addStep(section, checks, exercises);
        } else {
            addToStep(section, of.get(), checks, exercises);
        }
    }

    private void addStep(Block.Section section, List<Check> checks, List<Step> exercises) {
        if (exercises.stream().anyMatch(step -> step.id().equals(section.id()))) {
            sections.problem(section, section.id(), "there is a step of this id; choose another");
        }
        exercises.add(new Step(
                section.id(),
                section.title().plain(),
                Kind.HIDDEN,
                List.of(),
                List.of(),
                "",
                checks,
                sections.points(section)));
    }

    private void addToStep(Block.Section section, String id, List<Check> checks, List<Step> exercises) {
        if (section.attribute("points").isPresent()) {
            sections.problem(section, section.id(), "checks of a lab's step have no points of their own");
        }
        Optional<Step> step =
                exercises.stream().filter(each -> each.id().equals(id)).findFirst();
        if (step.isEmpty()) {
            sections.problem(section, section.id(), "step='" + id + "' is none of the lab's");
        } else {
            exercises.set(exercises.indexOf(step.get()), step.get().with(checks));
        }
    }

    private boolean isVisible(Block block, String step) {
        String written = block.attribute(VISIBLE).orElse("no");
        if (!written.equals("yes") && !written.equals("no")) {
            sections.problem(block, step, "visible='" + written + "' is neither yes nor no");
        }
        return written.equals("yes");
    }
}
