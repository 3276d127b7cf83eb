package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.repl.MessageUses.Use;
import dev.bpflab.view.MessageFile;
import java.io.InputStreamReader;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of messages and the code that says them agree, which the compiled code shows. */
class MessagesTest {
    private static final Pattern PROSE =
            Pattern.compile(".*\\p{L}{2,}[,;]? \\p{L}{2,}[,;]? \\p{L}{2,}.*", Pattern.DOTALL);
    private static final List<String> OF_A_COMMAND = List.of("arguments", "help", "more", "example");

    /** What reads as a sentence and is said to nobody: what the JDK says, what only a mistake of ours could show, code. */
    private static final List<String> NOT_SAID = List.of(
            "redefinition is not offered to JShell",
            "JShell makes new classes instead",
            "the session is closed",
            "nobody interrupts this thread",
            "a trial makes all the names",
            "No value present",
            "the buffer is null",
            "lossy conversion from long to int",
            "(?:incompatible types|argument mismatch)");

    /** What only who writes labs ever reads stands where a lab's document is read and audited. */
    private static final Pattern FOR_AUTHORS = Pattern.compile(
            ".*/lab/(author/.*|(Lab|Section|Hidden)Reader.*|CheckSource.*|CheckKind.*|Columns.*|(Group|Scalar)Column.*"
                    + "|EventKind.*|HookPattern.*|StackKey.*|Names.*|JsonCheck.*|LabCatalog.*|Trials|TaskWitness.*)[.]class");

    private static List<MessageUses> classes = List.of();

    @BeforeAll
    static void read() throws Exception {
        classes = MessageUses.ofRooms("repl", "cli", "session", "debug", "lab");
    }

    private static List<Use> uses() {
        return classes.stream().flatMap(read -> read.uses().stream()).toList();
    }

    private static Properties file(String room) {
        Properties texts = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                assertThat(super.put(key, value)).as("earlier text of %s", key).isNull();
                return value;
            }
        };
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(
                        MessageFile.class.getResourceAsStream("/dev/bpflab/" + room + "/" + MessageFile.NAME)),
                UTF_8)) {
            texts.load(reader);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return texts;
    }

    @Test
    void everyMessageIsSaidByALiteralKey() {
        assertThat(uses())
                .isNotEmpty()
                .allSatisfy(use ->
                        assertThat(use.key()).as("what %s says", use.place()).isNotEmpty());
    }

    @Test
    void everyKeyThatIsSaidIsInItsFileWithAsManyArguments() {
        assertThat(uses()).allSatisfy(use -> {
            Properties texts = file(use.room());
            assertThat(texts).as(use.place()).containsKey(use.key());
            assertThat(argumentsIn(texts.getProperty(use.key())))
                    .as("arguments of %s, said by %s", use.key(), use.place())
                    .isEqualTo(use.arguments());
        });
    }

    /** Returns how many arguments a text takes; each of them must stand in it. */
    private static int argumentsIn(String text) {
        TreeSet<Integer> numbers = new TreeSet<>();
        Matcher arguments = Pattern.compile("\\{(\\d)}").matcher(text);
        while (arguments.find()) {
            numbers.add(Integer.valueOf(arguments.group(1)));
        }
        assertThat(numbers)
                .as(text)
                .isEqualTo(new TreeSet<>(java.util.stream.IntStream.range(0, numbers.size())
                        .boxed()
                        .toList()));
        return numbers.size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"repl", "session", "debug", "lab"})
    void everyKeyInAFileIsSaid(String room) {
        List<String> said = new ArrayList<>(uses().stream()
                .filter(use -> use.room().equals(room))
                .map(Use::key)
                .toList());
        if (room.equals("repl")) {
            for (Command command : Commands.all()) {
                OF_A_COMMAND.forEach(part -> said.add(command.name() + "." + part));
            }
        }
        assertThat(said).containsAll(file(room).stringPropertyNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"repl", "session", "debug", "lab"})
    void noSentenceOfARoomStandsInItsCode(String room) {
        assertThat(classes)
                .filteredOn(read -> read.name().contains("/" + room + "/"))
                .filteredOn(read -> !FOR_AUTHORS.matcher(read.name()).matches())
                .flatExtracting(MessageUses::strings)
                .filteredOn(text -> PROSE.matcher(text).matches() && !text.startsWith("// "))
                .filteredOn(text -> NOT_SAID.stream().noneMatch(text::contains))
                .as("these belong into messages.properties, unless they are comments in a script")
                .isEmpty();
    }

    @Test
    void argumentsStandInTheirPlacesAsTheyAre() {
        assertThat(Messages.text("walk.steps", "2.1", "{0} $1 \\", 7)).isEqualTo("lab 2.1 has {0} $1 \\, but no '7'");
        assertThatThrownBy(() -> Messages.text("no.such.key")).hasMessageContaining("no.such.key");
    }
}
