package dev.bpflab.repl;

import dev.bpflab.session.Session;
import dev.bpflab.session.Session.Numbered;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Snippets as JShell lets people name them: {@code 5}, {@code e1}, {@code 3-5}, {@code -2} for the last but one, {@code twice}. */
final class SnippetChoice {
    private static final Pattern RANGE = Pattern.compile("([es]?\\d+)-([es]?\\d+)");
    private static final Pattern BACK = Pattern.compile("-(\\d{1,6})");

    private SnippetChoice() {}

    /** Returns the snippets that the words name, in order; none when one of the words names none. */
    static List<Numbered> of(Session session, String words) {
        List<Numbered> chosen = new ArrayList<>();
        for (String word : words.strip().split("\\s+", -1)) {
            List<Numbered> found = one(session, word);
            if (found.isEmpty()) {
                return List.of();
            }
            chosen.addAll(found);
        }
        return chosen;
    }

    private static List<Numbered> one(Session session, String word) {
        List<Numbered> entered = session.entered();
        Matcher back = BACK.matcher(word);
        if (back.matches()) {
            int index = entered.size() - Integer.parseInt(back.group(1));
            return index < 0 || index >= entered.size() ? List.of() : List.of(entered.get(index));
        }
        Matcher range = RANGE.matcher(word);
        if (range.matches()) {
            int from = index(entered, range.group(1));
            int to = index(entered, range.group(2));
            return from < 0 || to < from ? List.of() : entered.subList(from, to + 1);
        }
        int number = index(entered, word);
        return number >= 0
                ? List.of(entered.get(number))
                : session.snippets().stream()
                        .filter(snippet -> snippet.name().equals(word))
                        .toList();
    }

    private static int index(List<Numbered> entered, String number) {
        for (int i = 0; i < entered.size(); i++) {
            if (entered.get(i).number().equals(number)) {
                return i;
            }
        }
        return -1;
    }
}
