package dev.bpflab.repl;

import static dev.bpflab.repl.Messages.text;

import dev.bpflab.view.Line;
import dev.bpflab.view.Style;
import dev.bpflab.view.Wrap;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import org.jline.keymap.BindingReader;
import org.jline.keymap.KeyMap;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;
import org.jspecify.annotations.Nullable;

/** One reading of a long text on a terminal in raw mode. */
final class PagerSession {
    private static final int BACKSPACE = 127;
    private static final int ESCAPE = 27;

    private final Terminal terminal;
    private final Screen screen;
    private final List<Line> lines;
    private final Paging paging;
    private final BindingReader keys;
    private final KeyMap<PagerKeys> map;
    private final Consumer<String> prompt;
    private String searched = "";
    private boolean backwards;
    private String remark = "";

    PagerSession(Terminal terminal, Screen screen, List<Line> lines, Paging paging, Consumer<String> prompt) {
        this.terminal = terminal;
        this.screen = screen;
        this.lines = lines;
        this.paging = paging;
        this.keys = new BindingReader(terminal.reader());
        this.map = PagerKeys.map(terminal);
        this.prompt = prompt;
    }

    /** Shows the text until the reader leaves; returns as {@link Pager#show} does. */
    int read(int from, boolean last) throws IOException {
        paging.begin(from);
        print(paging.top(), paging.end());
        // What follows comes on a screen of its own, when the reader says so.
        boolean open = !last || !paging.isAtEnd();
        while (open) {
            PagerKeys key = ask();
            if (key == PagerKeys.OTHER && isSign(keys.getLastBinding())) {
                // Somebody types on, or pastes: not into a pager.
                prompt.accept(keys.getLastBinding());
                key = PagerKeys.LEAVE;
            }
            if (key == null || key == PagerKeys.LEAVE) {
                return paging.isAtEnd() ? lines.size() : paging.top();
            }
            boolean goesOn = key == PagerKeys.SCREEN || key == PagerKeys.LINE || key == PagerKeys.HALF;
            if (paging.isAtEnd() && goesOn) {
                return lines.size();
            }
            act(key);
            open = !goesOn || !last || !paging.isAtEnd();
        }
        return lines.size();
    }

    private static boolean isSign(String typed) {
        return !typed.isEmpty() && !Character.isISOControl(typed.charAt(0));
    }

    private void act(PagerKeys key) throws IOException {
        int screenful = paging.screenful();
        switch (key) {
            case SCREEN -> print(paging.forward(screenful), paging.end());
            case HALF -> print(paging.forward(screenful / 2), paging.end());
            case LINE -> print(paging.forward(1), paging.end());
            case BACK -> back(screenful);
            case HALF_BACK -> back(screenful / 2);
            case LINE_BACK -> back(1);
            case FIRST -> {
                paging.begin(0);
                redraw();
            }
            case LAST -> {
                paging.last();
                redraw();
            }
            case SEARCH -> search(false);
            case SEARCH_BACK -> search(true);
            case AGAIN -> again(backwards);
            case AGAIN_BACK -> again(!backwards);
            default -> help();
        }
    }

    private void back(int rows) {
        paging.back(rows);
        redraw();
    }

    private void redraw() {
        terminal.puts(Capability.clear_screen);
        terminal.flush();
        print(paging.top(), paging.end());
    }

    private void print(int from, int to) {
        screen.lines(lines.subList(from, to).stream()
                .map(line -> Highlight.marked(line, searched))
                .toList());
    }

    private void search(boolean back) throws IOException {
        String typed = line(back ? "?" : "/");
        if (!typed.isEmpty()) {
            searched = typed;
            backwards = back;
            again(back);
        }
    }

    private void again(boolean back) {
        if (searched.isEmpty() || !paging.search(searched, back)) {
            remark = searched.isEmpty() ? text("pager.nothing") : text("pager.notFound", searched);
            return;
        }
        redraw();
    }

    private void help() throws IOException {
        terminal.puts(Capability.clear_screen);
        terminal.flush();
        for (String row : text("pager.help").lines().toList()) {
            screen.lines(Wrap.lines(Line.of(row), screen.width().getAsInt()));
        }
        ask(text("pager.return"));
        redraw();
    }

    private @Nullable PagerKeys ask() throws IOException {
        String said = remark.isEmpty() ? "" : remark + "  ";
        remark = "";
        String where = paging.isAtEnd() ? text("pager.end") : text("pager.percent", paging.percent());
        String question = said + text("pager.more", where);
        boolean fits = question.length() < screen.width().getAsInt();
        return ask(fits ? question : said + text("pager.moreShort", where));
    }

    /** Waits for a key and takes the question away again. */
    private @Nullable PagerKeys ask(String question) {
        show(question);
        PagerKeys key = keys.readBinding(map);
        clear();
        return key;
    }

    private void show(String question) {
        int columns = Math.max(1, screen.width().getAsInt() - 1);
        String fitted = question.length() > columns ? question.substring(0, columns) : question;
        screen.out().print(screen.theme().print(Line.of(fitted, Style.DIM)));
        screen.out().flush();
    }

    private void clear() {
        terminal.puts(Capability.carriage_return);
        terminal.puts(Capability.clr_eol);
        terminal.flush();
    }

    /** Reads a line after a sign at the bottom of the screen; empty when the reader thinks better of it. */
    private String line(String sign) throws IOException {
        StringBuilder typed = new StringBuilder();
        while (true) {
            show(sign + typed);
            int c = terminal.reader().read();
            clear();
            if (c == '\r' || c == '\n') {
                return typed.toString().isBlank() ? searched : typed.toString();
            }
            boolean erases = c == BACKSPACE || c == '\b';
            if (c < 0 || c == ESCAPE || c == 3 || (erases && typed.isEmpty())) {
                return "";
            }
            if (erases) {
                typed.setLength(typed.offsetByCodePoints(typed.length(), -1));
            } else if (c >= ' ') {
                typed.append((char) c);
            }
        }
    }
}
