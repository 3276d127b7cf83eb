package dev.bpflab.chapter;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Code that a page invites its reader to type, and what it shows after it in a block with the role {@code output}.
 *
 * @param page the page
 * @param code the code; with the role {@code live} only for the live kernel, with {@code elsewhere} in a process of its own, with {@code fails} its last snippet fails
 * @param output what is shown; null when nothing is; with the role {@code unordered} in any order of lines, with
 *     {@code sim} as on the simulated kernel alone
 */
record Example(Page page, Block.Code code, Block.@Nullable Literal output) {
    /** Examples that are typed one after the other into one session. */
    record Scene(String name, List<Example> examples) {}

    /** Returns a page's examples: of a chapter each section is a scene, a lab as a whole is one. */
    static List<Scene> scenes(Page page) {
        boolean lab = page.id().startsWith("lab/");
        List<Scene> scenes = new ArrayList<>();
        List<Block> outside = new ArrayList<>();
        for (Block block : page.blocks()) {
            if (!lab && block instanceof Block.Section section) {
                String title = section.title().plain();
                String number = section.number() == null ? page.id() : section.number();
                scenes.add(new Scene(number + " " + title, examples(page, List.of(section))));
            } else {
                outside.add(block);
            }
        }
        scenes.add(0, new Scene(page.id() + " " + page.title(), examples(page, outside)));
        scenes.removeIf(scene -> scene.examples().isEmpty());
        return scenes;
    }

    private static List<Example> examples(Page page, List<Block> blocks) {
        List<Block> all = Page.allBlocks(blocks);
        List<Example> examples = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i) instanceof Block.Code code && isTyped(code)) {
                Block next = i + 1 < all.size() ? all.get(i + 1) : null;
                boolean shown = next instanceof Block.Literal && next.hasRole("output");
                examples.add(new Example(page, code, shown ? (Block.Literal) next : null));
            }
        }
        return examples;
    }

    private static boolean isTyped(Block.Code code) {
        return code.language().equals("java") || code.language().equals("bpflab");
    }

    boolean isLive() {
        return code.hasRole("live");
    }

    /** Tells whether it is typed in another process. */
    boolean isElsewhere() {
        return code.hasRole("elsewhere");
    }

    boolean fails() {
        return code.hasRole("fails");
    }

    boolean isSolution() {
        return code.hasRole("solution");
    }

    /** Tells whether the page shows what was printed, but for what {@link Masks} hides. */
    boolean shows(String printed) {
        String one = Masks.masked(output == null ? "" : output.text());
        String other = Masks.masked(printed);
        boolean unordered = output != null && output.hasRole("unordered");
        return unordered ? sorted(one).equals(sorted(other)) : one.equals(other);
    }

    private static List<String> sorted(String text) {
        return text.lines().sorted().toList();
    }

    /** Returns whether what it prints on this host must be what the page shows. */
    boolean isComparedOn(String host) {
        return output == null || !output.hasRole("sim") || host.equals("sim");
    }

    @Override
    public String toString() {
        return page.id() + ", line " + code.line();
    }
}
