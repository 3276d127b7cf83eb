package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.look.MapLook;
import dev.bpflab.look.ProcessNames;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Command.Group;
import dev.bpflab.view.Diff;
import dev.bpflab.view.Snapshot;
import dev.bpflab.view.Style;
import dev.bpflab.view.Watch.Order;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands that show how a map changes. */
final class WatchCommands {
    static final List<Command> ROWS = List.of(
            Command.of("/watch", Group.LOOK, Completion.names(MapCommands::names), WatchCommands::watch),
            Command.of("/diff", Group.LOOK, Completion.names(MapCommands::names), WatchCommands::diff));

    private static final Pattern INTERVAL = Pattern.compile("(\\d{1,4}(?:\\.\\d{1,3})?)(ms|s)?");
    private static final Duration USUAL = Duration.ofSeconds(1);
    private static final Duration SHORTEST = Duration.ofMillis(50);
    private static final Duration LONGEST = Duration.ofHours(1);

    private WatchCommands() {}

    private static Answer watch(Bench bench, String argument) {
        String[] words = argument.split("\\s+", -1);
        Optional<BpfMap<?, ?>> found = MapCommands.find(bench, words[0]);
        if (found.isEmpty()) {
            return failed(bench, argument.isEmpty() ? text("watch.which") : text("dump.noMap", words[0]));
        }
        Optional<Duration> interval = words.length > 1 ? interval(words[1]) : Optional.of(USUAL);
        boolean rounds = words.length < 3 || words[2].matches("[1-9]\\d{0,6}");
        if (interval.isEmpty() || !rounds || words.length > 3) {
            return failed(bench, text("watch.usage"));
        }
        return watch(bench, found.get(), interval.get(), words.length > 2 ? Integer.parseInt(words[2]) : 0);
    }

    private static Answer watch(Bench bench, BpfMap<?, ?> map, Duration interval, int rounds) {
        Order order = MapLook.isArray(map) ? Order.KEY : Order.VALUE;
        MapWatch watch = new MapWatch(() -> read(bench, map), interval, rounds, order, System::nanoTime);
        Screen screen = bench.screen();
        Optional<Canvas> canvas = screen.pager().canvas(screen.theme());
        if (canvas.isPresent()) {
            try (Canvas drawn = canvas.get()) {
                watch.draw(drawn);
            }
            screen.lines(watch.picture(screen.width().getAsInt()));
        } else {
            try {
                watch.print(screen);
            } catch (InterruptedException ended) {
                // Ctrl-C is how one ends it.
            }
        }
        bench.looks().remember(map, watch.last());
        return Answer.OK;
    }

    private static Optional<Duration> interval(String typed) {
        Matcher matcher = INTERVAL.matcher(typed);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double unit = "ms".equals(matcher.group(2)) ? 1 : 1000;
        Duration interval = Duration.ofMillis(Math.round(Double.parseDouble(matcher.group(1)) * unit));
        return interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0
                ? Optional.empty()
                : Optional.of(interval);
    }

    private static Answer diff(Bench bench, String argument) {
        Optional<BpfMap<?, ?>> found = MapCommands.find(bench, argument);
        if (found.isEmpty()) {
            return failed(bench, argument.isEmpty() ? text("diff.which") : text("dump.noMap", argument));
        }
        Snapshot now = read(bench, found.get());
        Optional<Looks.Look> before = bench.looks().remember(found.get(), now);
        if (before.isEmpty()) {
            bench.screen().picture(now.picture(SnapshotRows.SHOWN));
            bench.screen().say(text("diff.first"));
            return Answer.OK;
        }
        double seconds = (System.nanoTime() - before.get().nanos()) / 1e9;
        bench.screen().picture(new Diff(before.get().snapshot(), now, seconds));
        return Answer.OK;
    }

    private static Snapshot read(Bench bench, BpfMap<?, ?> map) {
        return MapLook.read(
                map, SnapshotRows.READ, ProcessNames.of(bench.session().workspace()));
    }

    private static Answer failed(Bench bench, String why) {
        bench.screen().styled(why, Style.BAD);
        return Answer.FAILED;
    }
}
