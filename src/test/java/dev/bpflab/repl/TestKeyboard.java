package dev.bpflab.repl;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** A keyboard on which a test types. */
final class TestKeyboard implements Keyboard {
    /** What the last file was called that a program was given. */
    final List<String> commands = new ArrayList<>();

    String typed = "";
    int status;
    UnaryOperator<String> edits = text -> text;

    @Override
    public List<String> history(boolean earlier) {
        return earlier ? List.of("1 + 1", "/maps") : List.of("/maps");
    }

    @Override
    public void type(String text) {
        typed = text;
    }

    @Override
    public int run(List<String> command) throws IOException {
        if (command.get(0).equals("missing")) {
            throw new IOException("error=2");
        }
        commands.add(String.join(" ", command.subList(0, command.size() - 1)));
        Path file = Path.of(command.get(command.size() - 1));
        Files.writeString(file, edits.apply(Files.readString(file)));
        return status;
    }
}
