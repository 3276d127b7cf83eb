package dev.bpflab.session;

import dev.bpflab.view.Line;
import dev.bpflab.view.Picture;
import dev.bpflab.view.Wrap;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The picture of a value between the words that are said of the snippet: {@code counts ==>} above it, its type below. */
record Framed(String above, Picture picture, String below) implements Picture {
    /** How wide a picture is in the text of an outcome. */
    static final int WIDTH = 80;

    /** Returns the picture of which this text shows the plain form; null where there is none in it. */
    static @Nullable Picture in(String text, @Nullable Picture picture) {
        String plain = picture == null ? "" : picture.plain(WIDTH);
        int at = text.indexOf(plain);
        return picture == null || at < 0
                ? null
                : new Framed(
                        text.substring(0, at).strip(),
                        picture,
                        text.substring(at + plain.length()).strip());
    }

    @Override
    public List<Line> lines(int width) {
        return framed(picture.lines(width), width);
    }

    @Override
    public List<Line> inWords(int width) {
        return framed(picture.inWords(width), width);
    }

    private List<Line> framed(List<Line> drawn, int width) {
        List<Line> lines = new ArrayList<>(above.isEmpty() ? List.of() : Wrap.lines(Line.of(above), width));
        lines.addAll(drawn);
        lines.addAll(below.isEmpty() ? List.of() : Wrap.lines(Line.of(below), width));
        return lines;
    }
}
