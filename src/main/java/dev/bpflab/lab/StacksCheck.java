package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.CountedStack;
import dev.bpflab.bpf.StackProfile;
import dev.bpflab.lab.CheckResult.Failed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * {@code stacks=STACKS,of=COUNTS,key=CODEC}: so much was counted under stacks in which these functions are.
 *
 * @param rows functions and counts; a name in braces is filled in by what the learner's variable holds, and where a function
 *     has another name on another processor, all stand there with {@code or} between them
 */
record StacksCheck(Profiled profiled, List<StateRow> rows, String hint) implements Check {
    private static final Pattern OR = Pattern.compile(" or ");

    StacksCheck {
        rows = List.copyOf(rows);
    }

    @Override
    public String subject() {
        return "stacks in " + profiled.counts();
    }

    @Override
    public CheckResult judge(Scene scene) {
        try {
            StackProfile<Long> profile = profiled.in(scene, hint);
            List<String> expected = new ArrayList<>();
            List<String> found = new ArrayList<>();
            Column count = Columns.of("u64");
            List<StateRow> filledIn = Names.fillIn(rows, new Happened(scene, profiled.counts(), null));
            for (StateRow row : filledIn) {
                long samples = profile.stacks().stream()
                        .filter(stack -> isThrough(stack.names(), row.key()))
                        .mapToLong(CountedStack::count)
                        .sum();
                if (!row.value().holds(count, samples)) {
                    expected.add(text("stacksCheck.underStacksThrough", row.value(), row.key()));
                    found.add(text("stacksCheck.underStacksThrough", samples, row.key()));
                }
            }
            return expected.isEmpty()
                    ? CheckResult.passed()
                    : new Failed(
                            profiled.counts() + ": " + String.join(", ", expected),
                            profiled.counts() + ": " + String.join(", ", found) + ", of " + profile.total() + " in all"
                                    + lost(profile.lost()),
                            hint,
                            expected.size(),
                            filledIn.size(),
                            Optional.empty());
        } catch (Profiled.Missing missing) {
            return missing.finding();
        } catch (Names.Unresolved unresolved) {
            return CheckResult.failed(
                    text("stacksCheck.whatRanInAVariable"), String.valueOf(unresolved.getMessage()), hint);
        }
    }

    /** A stack whose bucket another has is lost as a whole, by chance: the next run has other stacks. */
    private static String lost(long count) {
        return count == 0 ? "" : text("stacksCheck.lostInCollisions", count);
    }

    /** Tells whether one of the functions that {@code or} parts is among these. */
    static boolean isThrough(List<String> stack, String functions) {
        return !Collections.disjoint(stack, List.of(OR.split(functions)));
    }
}
