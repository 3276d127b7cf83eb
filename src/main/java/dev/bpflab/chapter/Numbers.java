package dev.bpflab.chapter;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The numbers by which readers ask for the examples and the answers of a page. Both are counted anew in each section of the
 * first level, so that a number means the same whether the section is read alone or in its page.
 */
public final class Numbers {
    /** What is asked for. */
    private enum Kind {
        EXAMPLE,
        ANSWER
    }

    private static final Set<String> TYPED = Set.of("java", "jshell", "bpflab");

    private record Numbered(Kind kind, Block.@Nullable Section section, int number, Block block) {
        @SuppressWarnings("ReferenceEquality") // two sections may read the same
        boolean isOf(Kind wanted, Block.@Nullable Section within) {
            return kind == wanted && section == within;
        }
    }

    private final IdentityHashMap<Block, Numbered> byBlock = new IdentityHashMap<>();
    private final List<Numbered> all = new ArrayList<>();
    private final Predicate<Block> shown;

    private Numbers(Predicate<Block> shown) {
        this.shown = shown;
    }

    /** Counts what a page has of both, among the blocks that are shown. */
    public static Numbers of(Page page, Predicate<Block> shown) {
        Numbers numbers = new Numbers(shown);
        numbers.count(page.blocks(), null);
        return numbers;
    }

    private void count(List<Block> blocks, Block.@Nullable Section section) {
        for (Block block : blocks) {
            if (!shown.test(block)) {
                continue;
            }
            if (isExample(block)) {
                add(Kind.EXAMPLE, section, block);
            } else if (block instanceof Block.Group group && group.isQuestion()) {
                add(Kind.ANSWER, section, block);
            }
            count(block.blocks(), block instanceof Block.Section inner && inner.level() == 1 ? inner : section);
        }
    }

    private void add(Kind kind, Block.@Nullable Section section, Block block) {
        int number =
                1 + (int) all.stream().filter(one -> one.isOf(kind, section)).count();
        Numbered numbered = new Numbered(kind, section, number, block);
        all.add(numbered);
        byBlock.put(block, numbered);
    }

    /** Tells whether a block is what can be typed at the prompt: Java, or, as {@code bpflab}, commands too. */
    public static boolean isExample(Block block) {
        return block instanceof Block.Code code && TYPED.contains(code.language());
    }

    /** Returns a block's number, from 1; 0 when it is neither an example nor an answer. */
    public int of(Block block) {
        Numbered numbered = byBlock.get(block);
        return numbered == null ? 0 : numbered.number();
    }

    /** Returns the examples of a section of the first level, or those before the first section. */
    public List<Block.Code> examples(Block.@Nullable Section section) {
        return all(Kind.EXAMPLE, section).map(Block.Code.class::cast).toList();
    }

    /** Returns the questions of a section of the first level, or those before the first section. */
    public List<Block.Group> questions(Block.@Nullable Section section) {
        return all(Kind.ANSWER, section).map(Block.Group.class::cast).toList();
    }

    private Stream<Block> all(Kind kind, Block.@Nullable Section section) {
        return all.stream().filter(one -> one.isOf(kind, section)).map(Numbered::block);
    }
}
