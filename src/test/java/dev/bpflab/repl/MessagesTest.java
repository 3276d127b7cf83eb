package dev.bpflab.repl;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.repl.MessageUses.Use;
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

/** The file of messages and the code that says them agree, which the compiled code shows. */
class MessagesTest {
    private static final Pattern PROSE =
            Pattern.compile(".*\\p{L}{2,}[,;]? \\p{L}{2,}[,;]? \\p{L}{2,}.*", Pattern.DOTALL);
    private static final List<String> OF_A_COMMAND = List.of("arguments", "help", "more", "example");

    private static List<MessageUses> classes = List.of();

    @BeforeAll
    static void read() throws Exception {
        classes = MessageUses.ofRooms("repl", "cli");
    }

    private static List<Use> uses() {
        return classes.stream().flatMap(read -> read.uses().stream()).toList();
    }

    private static Properties file() throws Exception {
        Properties texts = new Properties() {
            @Override
            public synchronized Object put(Object key, Object value) {
                assertThat(super.put(key, value)).as("earlier text of %s", key).isNull();
                return value;
            }
        };
        try (Reader reader = new InputStreamReader(
                Objects.requireNonNull(Messages.class.getResourceAsStream("messages.properties")), UTF_8)) {
            texts.load(reader);
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
    void everyKeyThatIsSaidIsInTheFileWithAsManyArguments() throws Exception {
        Properties texts = file();
        assertThat(uses()).allSatisfy(use -> {
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

    @Test
    void everyKeyInTheFileIsSaid() throws Exception {
        List<String> said = new ArrayList<>(uses().stream().map(Use::key).toList());
        for (Command command : Commands.all()) {
            OF_A_COMMAND.forEach(part -> said.add(command.name() + "." + part));
        }
        assertThat(said).containsAll(file().stringPropertyNames());
    }

    @Test
    void noSentenceOfThePromptStandsInTheCode() {
        assertThat(classes)
                .filteredOn(read -> read.name().contains("/repl/"))
                .flatExtracting(MessageUses::strings)
                .filteredOn(text -> PROSE.matcher(text).matches() && !text.startsWith("// "))
                .as("these belong into messages.properties, unless they are comments in a script")
                .isEmpty();
    }

    @Test
    void argumentsStandInTheirPlacesAsTheyAre() {
        assertThat(Messages.text("walk.steps", "2.1", "{0} $1 \\", 7)).isEqualTo("lab 2.1 has {0} $1 \\, but no '7'");
        assertThatThrownBy(() -> Messages.text("no.such.key")).hasMessageContaining("no.such.key");
    }
}
