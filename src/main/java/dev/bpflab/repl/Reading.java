package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Page;
import dev.bpflab.chapter.PageLibrary;
import dev.bpflab.repl.Command.Answer;
import dev.bpflab.view.Style;
import dev.bpflab.view.Table;
import dev.bpflab.view.Table.Column;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code /read}: the current step, a page, or a section of one. */
final class Reading {
    private Reading() {}

    static Answer read(Bench bench, String argument) {
        if (argument.isEmpty()) {
            bench.walk().ifPresentOrElse(LabWalk::showStep, () -> list(bench));
            return Answer.OK;
        }
        Optional<PageLibrary.Entry> whole = bench.pages().entry(argument);
        if (whole.isPresent()) {
            Page page = bench.pages().page(argument);
            bench.screen().page(bench.screen().pages().lines(page));
            return Answer.OK;
        }
        Optional<Block.Section> section = section(bench, argument);
        if (section.isEmpty()) {
            String ids = String.join(
                    ", ",
                    bench.pages().entries().stream().map(PageLibrary.Entry::id).toList());
            bench.screen().styled(text("read.nothing", argument, ids), Style.BAD);
            return Answer.FAILED;
        }
        bench.screen().page(bench.screen().pages().lines(List.of(section.get())));
        return Answer.OK;
    }

    /** Returns the section that {@code 2/2.3} or, where it is told apart by itself, {@code 2.3} names. */
    private static Optional<Block.Section> section(Bench bench, String argument) {
        return bench.pages().entries().stream()
                .map(PageLibrary.Entry::id)
                .flatMap(id -> argument.startsWith(id + "/")
                        ? bench.pages().page(id).section(argument.substring(id.length() + 1)).stream()
                        : argument.startsWith(id + ".")
                                ? bench.pages().page(id).section(argument).stream()
                                : Stream.empty())
                .findFirst();
    }

    static List<String> targets(Bench bench, String typed) {
        return bench.pages().entries().stream()
                .map(PageLibrary.Entry::id)
                .flatMap(id ->
                        typed.startsWith(id + "/") ? sections(bench.pages().page(id)) : Stream.of(id))
                .toList();
    }

    private static Stream<String> sections(Page page) {
        return page.sections().stream()
                .map(section -> page.id() + "/" + (section.number() == null ? section.id() : section.number()));
    }

    private static void list(Bench bench) {
        List<List<String>> rows = bench.pages().entries().stream()
                .map(entry -> List.of(text("read.row", entry.id()), entry.title()))
                .toList();
        bench.screen().table(Table.of(text("read.title"), List.of(Column.left(""), Column.left("")), rows));
    }
}
