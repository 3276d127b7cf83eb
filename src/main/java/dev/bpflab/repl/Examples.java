package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Numbers;
import dev.bpflab.chapter.Place;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.view.CodeWrap;
import dev.bpflab.view.Line;
import dev.bpflab.view.SourceCode;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** {@code /run} and {@code /answer}: the examples and the answers of the section that is being read, by their numbers. */
final class Examples {
    /** A section, which may be left out, and a number, a range or all. */
    private static final Pattern ARGUMENT =
            Pattern.compile("(?:(?<section>\\S+)\\s+)?(?<from>\\d{1,3})(?:-(?<to>\\d{1,3}))?|(?:(?<of>\\S+)\\s+)?all");

    private static final int INDENT = 4;

    /** The role of an example that shows how something fails. */
    private static final String FAILS = "fails";

    /** The language of examples in which there are commands. */
    private static final String COMMANDS = "bpflab";

    private Examples() {}

    static Answer run(Bench bench, String argument) {
        Place place = place(bench, argument);
        List<Block.Code> examples = Numbers.of(place.page(), Reading.OPEN).examples(place.chapterSection());
        if (examples.isEmpty()) {
            return none(bench, argument, text("run.none", where(place)));
        }
        if (argument.isEmpty()) {
            List<String> first = examples.stream().map(Examples::firstLine).toList();
            return list(bench, text("run.title", where(place)), first, "/run");
        }
        return run(bench, examples, numbers(argument, examples.size(), place));
    }

    private static Answer run(Bench bench, List<Block.Code> examples, List<Integer> numbers) {
        for (int number : numbers) {
            Block.Code example = examples.get(number - 1);
            shown(bench, example);
            Answer answer = run(bench, example);
            if (answer == Answer.FAILED && example.hasRole(FAILS)) {
                bench.screen().say(text("run.fails"));
            } else if (answer != Answer.OK) {
                if (number > 1 && numbers.size() == 1) {
                    bench.screen().say(text("run.builds", number));
                }
                return answer;
            }
        }
        return Answer.OK;
    }

    /** Commands are given one by one, as they are typed. */
    private static Answer run(Bench bench, Block.Code example) {
        if (!example.language().equals(COMMANDS)) {
            return bench.submit(example.source());
        }
        Answer answer = Answer.OK;
        for (String line :
                example.source().lines().filter(line -> !line.isBlank()).toList()) {
            answer = bench.submit(line);
            if (answer != Answer.OK) {
                return answer;
            }
        }
        return answer;
    }

    private static String firstLine(Block.Code example) {
        return example.source().lines().findFirst().orElse("");
    }

    private static void shown(Bench bench, Block.Code example) {
        Line indent = Line.of(" ".repeat(INDENT));
        List<Line> code = SourceCode.lines(example.language(), example.source());
        bench.screen()
                .lines(CodeWrap.lines(code, bench.screen().width().getAsInt() - INDENT).stream()
                        .map(indent::plus)
                        .toList());
    }

    static Answer answer(Bench bench, String argument) {
        Place place = place(bench, argument);
        List<Block.Group> questions = Numbers.of(place.page(), Reading.OPEN).questions(place.chapterSection());
        if (questions.isEmpty()) {
            return none(bench, argument, text("answer.none", where(place)));
        }
        if (argument.isEmpty()) {
            List<String> asked =
                    questions.stream().map(question -> question.title().plain()).toList();
            return list(bench, text("answer.title", where(place)), asked, "/answer");
        }
        List<Block> asked = numbers(argument, questions.size(), place).stream()
                .<Block>map(number -> questions.get(number - 1))
                .toList();
        bench.screen().page(bench.screen().pages().lines(asked));
        return Answer.OK;
    }

    /** Who asks what there is is told that there is nothing; who asks for the third has asked for too much. */
    private static Answer none(Bench bench, String argument, String said) {
        bench.screen().styled(said, argument.isEmpty() ? Style.PLAIN : Style.BAD);
        return argument.isEmpty() ? Answer.OK : Answer.FAILED;
    }

    /** Returns the place that an argument names, or else the one that is being read. */
    private static Place place(Bench bench, String argument) {
        Matcher matcher = ARGUMENT.matcher(argument);
        @Nullable String named = null;
        if (matcher.matches()) {
            named = matcher.group("section") == null ? matcher.group("of") : matcher.group("section");
        }
        if (named != null) {
            return bench.pages().find(named);
        }
        return bench.reading().here().orElseThrow(() -> new NoSuchElementException(text("run.nowhere")));
    }

    private static List<Integer> numbers(String argument, int count, Place place) {
        Matcher matcher = ARGUMENT.matcher(argument);
        if (!matcher.matches()) {
            throw new NoSuchElementException(text("run.which", argument));
        }
        boolean all = matcher.group("from") == null;
        int from = all ? 1 : Integer.parseInt(matcher.group("from"));
        int to = all ? count : matcher.group("to") == null ? from : Integer.parseInt(matcher.group("to"));
        if (from < 1 || to > count || from > to) {
            throw new NoSuchElementException(text("run.outside", where(place), count));
        }
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    /** A whole page's own examples are those before its first section; who means others names their section. */
    private static String where(Place place) {
        Block.Section section = place.chapterSection();
        return section == null ? text("run.beginning", place.page().title()) : Place.title(section);
    }

    private static Answer list(Bench bench, String title, List<String> rows, String command) {
        int width = bench.screen().width().getAsInt();
        List<Line> lines = new ArrayList<>(Wrap.lines(Line.of(title, Style.HEADING), width));
        for (int i = 0; i < rows.size(); i++) {
            Line number = Line.of(command + " " + (i + 1) + "  ", Style.BOLD);
            for (Line part : Wrap.lines(Line.of(rows.get(i)), width - number.width())) {
                lines.add(number.plus(part));
                number = Line.of(" ".repeat(number.width()));
            }
        }
        bench.screen().page(lines);
        return Answer.OK;
    }
}
