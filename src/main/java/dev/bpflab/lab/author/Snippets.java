package dev.bpflab.lab.author;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parts of a reference solution that can be changed one by one: its statements, and the items of its programs. */
final class Snippets {
    private static final Pattern PROGRAM = Pattern.compile("(?:Program|var)\\s+(\\w+)\\s*=\\s*assemble\\s*\\(");

    /**
     * A statement that assembles a program.
     *
     * @param where the whole statement
     * @param variable what holds the program
     * @param items what is given to {@code assemble}, one after the other
     */
    record Assembly(Span where, String variable, List<Span> items) {
        Assembly {
            items = List.copyOf(items);
        }
    }

    private final String source;
    private final List<Token> tokens;

    Snippets(String source) {
        this.source = source;
        this.tokens = Token.of(source);
    }

    List<Token> tokens() {
        return tokens;
    }

    /** Returns the statements, also those inside of methods and loops, each with its semicolon. */
    List<Span> statements() {
        List<Span> statements = new ArrayList<>();
        Deque<String> open = new ArrayDeque<>();
        int begin = -1;
        for (Token token : tokens) {
            boolean between = open.isEmpty() || open.peek().equals("{");
            begin = begin < 0 ? token.start() : begin;
            if (token.is(";") && between) {
                statements.add(new Span(begin, token.end()));
                begin = -1;
            } else if (token.opens()) {
                open.push(token.text());
                begin = token.is("{") ? -1 : begin;
            } else if (token.closes() && !open.isEmpty()) {
                open.pop();
                begin = token.is("}") && (open.isEmpty() || open.peek().equals("{")) ? -1 : begin;
            }
        }
        return statements;
    }

    /** Returns the programs that are assembled. */
    List<Assembly> assemblies() {
        List<Assembly> assemblies = new ArrayList<>();
        for (Span statement : statements()) {
            Matcher program = PROGRAM.matcher(statement.of(source));
            if (program.lookingAt()) {
                assemblies.add(
                        new Assembly(statement, program.group(1), items(statement.start() + program.end(), statement)));
            }
        }
        return assemblies;
    }

    private List<Span> items(int from, Span statement) {
        List<Span> items = new ArrayList<>();
        int depth = 0;
        int begin = -1;
        for (Token token : tokens) {
            if (token.start() < from || token.start() >= statement.end() || depth < 0) {
                continue;
            }
            if (depth == 0 && (token.is(",") || token.is(")"))) {
                if (begin >= 0) {
                    items.add(new Span(begin, endBefore(token)));
                }
                begin = -1;
            } else if (begin < 0) {
                begin = token.start();
            }
            depth += token.opens() ? 1 : token.closes() ? -1 : 0;
        }
        return items;
    }

    private int endBefore(Token token) {
        return tokens.get(tokens.indexOf(token) - 1).end();
    }
}
