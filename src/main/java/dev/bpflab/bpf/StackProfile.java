package dev.bpflab.bpf;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Stacks and how often each was found, read from a map of counts. Printed as the functions in which most samples were.
 *
 * @param stacks with the highest count first
 * @param <K> the Java type of the map's keys
 */
public record StackProfile<K>(List<CountedStack<K>> stacks) {
    private static final int FUNCTIONS_SHOWN = 10;

    public StackProfile {
        stacks = stacks.stream()
                .sorted(Comparator.comparingLong((CountedStack<K> stack) -> stack.count())
                        .reversed())
                .toList();
    }

    /**
     * Reads a map of counts by what tells a stack.
     *
     * @param frames gives the functions of a key's stack, the innermost first
     * @throws BpfException EINVAL when the map's values are no numbers
     */
    public static <K> StackProfile<K> of(BpfMap<K, ?> counts, Function<? super K, List<Frame>> frames) {
        List<CountedStack<K>> stacks = new ArrayList<>();
        for (Entry<K, ?> entry : counts) {
            long count = Counts.of(entry.value()).orElseThrow(() -> noNumbers(counts));
            stacks.add(new CountedStack<>(entry.key(), frames.apply(entry.key()), count));
        }
        return new StackProfile<>(stacks);
    }

    private static BpfException noNumbers(BpfMap<?, ?> counts) {
        return new BpfException(
                counts.bytes().operation(MapVerb.PROFILE),
                Errno.EINVAL,
                "its values are " + counts.spec().value().name() + ", not numbers",
                "give the map that counts, with values of U64");
    }

    /** Returns the sum of all counts. */
    public long total() {
        return stacks.stream().mapToLong(CountedStack::count).sum();
    }

    /** Returns how much was counted under stacks that are lost, whole or in part, as in a collision of ids. */
    public long lost() {
        return stacks.stream()
                .filter(stack -> stack.frames().stream().anyMatch(Frame::isLost))
                .mapToLong(CountedStack::count)
                .sum();
    }

    /** Returns the stacks of some keys only, such as those of one process. */
    public StackProfile<K> where(Predicate<? super K> wanted) {
        return new StackProfile<>(
                stacks.stream().filter(stack -> wanted.test(stack.key())).toList());
    }

    /** Returns the stacks with the highest counts, at most so many. */
    public StackProfile<K> top(int count) {
        return new StackProfile<>(stacks.subList(0, Math.min(Math.max(count, 0), stacks.size())));
    }

    /** Returns what each function has of all samples, that with the most in itself first. */
    public List<FunctionShare> functions() {
        Map<String, Long> self = new TreeMap<>();
        Map<String, Long> anywhere = new TreeMap<>();
        for (CountedStack<K> stack : stacks) {
            List<String> names = stack.names();
            self.merge(names.get(0), stack.count(), Long::sum);
            // A function that calls itself is found once.
            new HashSet<>(names).forEach(name -> anywhere.merge(name, stack.count(), Long::sum));
        }
        long all = total();
        return anywhere.entrySet().stream()
                .map(each ->
                        new FunctionShare(each.getKey(), self.getOrDefault(each.getKey(), 0L), each.getValue(), all))
                .sorted(Comparator.comparingLong(FunctionShare::self)
                        .thenComparingLong(FunctionShare::total)
                        .reversed()
                        .thenComparing(FunctionShare::function))
                .toList();
    }

    /**
     * Returns the text from which flame graphs are drawn: a line for each stack, its functions joined by semicolons, the
     * outermost first, those of the kernel with {@code _[k]} behind them, then a space and the count. Stacks that differ
     * only in where in a function they are are one.
     */
    public List<String> folded() {
        return folded("", key -> "");
    }

    /** Returns the same with a name of the key's, such as that of its process, as the outermost frame. */
    public List<String> folded(Function<? super K, ?> root) {
        return folded(";", root);
    }

    private List<String> folded(String separator, Function<? super K, ?> root) {
        Map<String, Long> lines = new TreeMap<>();
        for (CountedStack<K> stack : stacks) {
            String name = CountedStack.escaped(String.valueOf(root.apply(stack.key())));
            lines.merge(name + separator + stack.folded(), stack.count(), Long::sum);
        }
        return lines.entrySet().stream()
                .map(line -> line.getKey() + " " + line.getValue())
                .toList();
    }

    @Override
    public String toString() {
        List<FunctionShare> functions = functions();
        String most = functions.stream()
                .filter(function -> function.self() > 0)
                .limit(FUNCTIONS_SHOWN)
                .map(function -> "\n" + function)
                .collect(Collectors.joining());
        return total() + " in " + stacks.size() + (stacks.size() == 1 ? " stack" : " stacks") + most;
    }
}
