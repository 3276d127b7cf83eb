package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Page;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.chapter.PageSearch;
import dev.bpflab.chapter.Place;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.repl.Command.Group;
import dev.bpflab.repl.Completion.Choice;
import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;

/** The commands for reading: pages and sections, ways through them, examples and answers. */
final class ReadCommands {
    static final List<Command> ROWS = List.of(
            Command.of("/read", Group.LEARN, ReadCommands::targets, ReadCommands::read),
            Command.of(
                    "/follow", Group.LEARN, (bench, number) -> bench.reading().follow(bench.screen(), number)),
            Command.of("/run", Group.LEARN, Completion.NONE, Examples::run),
            Command.of("/answer", Group.LEARN, Completion.NONE, Examples::answer));

    private ReadCommands() {}

    private static Answer read(Bench bench, String argument) {
        Reading reading = bench.reading();
        Screen screen = bench.screen();
        return switch (argument) {
            case "" -> here(bench);
            case "on" -> reading.goOn(screen);
            case "next" -> reading.next(screen);
            case "previous", "prev" -> reading.previous(screen);
            case "back" -> reading.back(screen);
            case "forward" -> reading.forward(screen);
            case "contents" -> contents(bench);
            default ->
                argument.startsWith("?")
                        ? search(bench, argument.substring(1).strip())
                        : reading.open(screen, argument);
        };
    }

    /** The step that is to be done comes before what is read beside it. */
    private static Answer here(Bench bench) {
        if (bench.walk().isPresent()) {
            bench.walk().get().showStep();
            return Answer.OK;
        }
        return bench.reading().here().isPresent() ? bench.reading().goOn(bench.screen()) : contents(bench);
    }

    private static Answer contents(Bench bench) {
        Screen screen = bench.screen();
        int width = screen.width().getAsInt();
        Place here = bench.reading().here().orElse(null);
        Contents contents =
                new Contents("/read", here == null ? "" : here.page().id(), here, width);
        screen.page(withFooter(contents.lines(bench.pages()), text("contents.how"), width));
        return Answer.OK;
    }

    private static Answer search(Bench bench, String words) {
        if (words.isEmpty()) {
            throw new NoSuchElementException(text("search.what"));
        }
        List<PageSearch.Hit> hits = bench.pages().search(words, Reading.OPEN);
        if (hits.isEmpty()) {
            throw new NoSuchElementException(text("search.nothing", words));
        }
        SearchHits found = new SearchHits(hits, words);
        bench.reading().offer(found.references(), words);
        int width = bench.screen().width().getAsInt();
        bench.screen().page(withFooter(found.lines(width), text("search.follow"), width));
        return Answer.OK;
    }

    private static List<Line> withFooter(List<Line> lines, String footer, int width) {
        List<Line> all = new ArrayList<>(lines);
        all.add(Line.EMPTY);
        all.addAll(Wrap.lines(Line.of(footer, Style.DIM), width));
        return all;
    }

    /** Pages with their titles; sections of a page once it is named. */
    private static List<Choice> targets(Bench bench, List<String> words) {
        String typed = words.get(0);
        if (words.size() > 1 || typed.startsWith("?")) {
            return List.of();
        }
        List<Choice> choices = new ArrayList<>();
        for (PageLibrary.Entry entry : bench.pages().entries()) {
            if (typed.startsWith(entry.id() + "/")) {
                Page page = bench.pages().page(entry.id());
                page.sections().forEach(section -> choices.addAll(choices(page, section)));
            } else {
                choices.add(new Choice(entry.id(), entry.title()));
            }
        }
        choices.addAll(List.of(
                new Choice("on", text("read.word.on")),
                new Choice("next", text("read.word.next")),
                new Choice("previous", text("read.word.previous")),
                new Choice("back", text("read.word.back")),
                new Choice("forward", text("read.word.forward")),
                new Choice("contents", text("read.word.contents"))));
        return choices;
    }

    /** A section can be named by its number and by its id. */
    private static List<Choice> choices(Page page, Block.Section section) {
        Choice byId = new Choice(page.id() + "/" + section.id(), Place.title(section));
        return section.number() == null
                ? List.of(byId)
                : List.of(new Choice(page.id() + "/" + section.number(), Place.title(section)), byId);
    }
}
