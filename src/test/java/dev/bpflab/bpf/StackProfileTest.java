package dev.bpflab.bpf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a profile says of its stacks. */
class StackProfileTest {
    private static final long KERNEL = 0xffff_ffff_8100_0000L;

    private static Frame kernel(String function) {
        return new Frame(KERNEL, Optional.of(new Symbol(function, 3, "")));
    }

    private static Frame user(String function) {
        return new Frame(0x5555_0000L, Optional.of(new Symbol(function, 3, "hot")));
    }

    private static CountedStack<String> stack(String key, long count, Frame... frames) {
        return new CountedStack<>(key, Arrays.asList(frames), count);
    }

    private final StackProfile<String> profile = new StackProfile<>(List.of(
            stack("a", 2, kernel("copy"), kernel("read"), user("fill"), user("main")),
            stack("a", 5, user("hot"), user("main")),
            stack("b", 1, user("hot"), user("main"), user("main")),
            stack("b", 2, user("hot"), user("main"))));

    @Test
    void theHighestCountComesFirst() {
        assertThat(profile.stacks()).extracting(CountedStack::count).containsExactly(5L, 2L, 2L, 1L);
        assertThat(profile.total()).isEqualTo(10);
    }

    @Test
    void aFunctionHasWhatItIsInnermostOfAndWhatItIsAnywhereIn() {
        assertThat(profile.functions())
                .containsExactly(
                        new FunctionShare("hot", 8, 8, 10),
                        new FunctionShare("copy", 2, 2, 10),
                        new FunctionShare("main", 0, 10, 10),
                        new FunctionShare("fill", 0, 2, 10),
                        new FunctionShare("read", 0, 2, 10));
    }

    @Test
    void foldedLinesGoFromTheOutermostFunctionInwardsAndEqualOnesAreAddedUp() {
        assertThat(profile.folded()).containsExactly("main;fill;read_[k];copy_[k] 2", "main;hot 7", "main;main;hot 1");
    }

    @Test
    void foldedLinesCanBeginWithSomethingOfTheKey() {
        assertThat(profile.where("b"::equals).folded(key -> "process " + key + "; its own"))
                .containsExactly("process b: its own;main;hot 2", "process b: its own;main;main;hot 1");
    }

    @Test
    void whatSeparatesFunctionsIsTakenOutOfTheirNames() {
        StackProfile<String> odd = new StackProfile<>(List.of(stack("a", 1, user("operator new; (int)"))));
        assertThat(odd.folded()).containsExactly("operator new: (int) 1");
    }

    @Test
    void whatIsNotKnownSaysSo() {
        StackProfile<String> unknown = new StackProfile<>(List.of(
                stack("none", 4),
                stack("no name", 3, new Frame(0x1234, Optional.empty()), user("main")),
                new CountedStack<>("lost", Frame.lost(Errno.EEXIST), 2)));
        assertThat(unknown.lost()).isEqualTo(2);
        assertThat(profile.lost()).isZero();
        assertThat(unknown.folded()).containsExactly("[lost: EEXIST] 2", "[no stack] 4", "main;[unknown] 3");
        assertThat(unknown.stacks())
                .extracting(CountedStack::toString)
                .containsExactly("4 [no stack]", "3 0x1234 < main+0x3 [hot]", "2 [lost: EEXIST]");
    }

    @Test
    void aProfileIsShownByTheFunctionsInWhichMostSamplesAre() {
        assertThat(profile).hasToString("""
                10 in 4 stacks
                 80.0% self  80.0% total  hot
                 20.0% self  20.0% total  copy""");
        assertThat(profile.top(1)).hasToString("""
                5 in 1 stack
                100.0% self 100.0% total  hot""");
        assertThat(new StackProfile<>(List.of())).hasToString("0 in 0 stacks");
    }

    @Test
    void aCallerWhoseCallWasItsLastInstructionIsNotTakenForTheNextFunction() {
        Symbols.Lookup names = address -> Optional.of(
                address < 0x20 ? new Symbol("first", address - 0x10, "") : new Symbol("second", address - 0x20, ""));
        assertThat(StackTraces.named(List.of(0x20L, 0x20L, 0x21L, 0x15L), names))
                .extracting(Frame::toString)
                .containsExactly("second+0x0", "first+0x10", "second+0x1", "first+0x5");
    }

    @Test
    void aFunctionThatWasInterruptedAtItsFirstByteIsItself() {
        Symbols.Lookup names = address -> Optional.of(
                address < 0x20 ? new Symbol("__pfx_f", address - 0x10, "") : new Symbol("f", address - 0x20, ""));
        assertThat(StackTraces.named(List.of(0x50L, 0x20L), names))
                .extracting(Frame::toString)
                .containsExactly("f+0x30", "f+0x0");
    }

    @Test
    void topTakesNoMoreThanThereAre() {
        assertThat(profile.top(2).total()).isEqualTo(7);
        assertThat(profile.top(9).stacks()).hasSize(4);
        assertThat(profile.top(-1).stacks()).isEmpty();
    }
}
