package dev.bpflab.chapter;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Writes the page on which learners find every word that they can type, from the comments in the source. */
final class VocabularyPage {
    static final Path FILE = Path.of("chapters", "vocabulary.adoc");

    private record Group(String id, String title, String about, List<String> classes) {}

    private static final List<Group> GROUPS = List.of(
            new Group("maps", "Maps", "On bytes, or on a map's own types.", List.of("bpf/Bpf", "bpf/StackVocabulary")),
            new Group(
                    "map-methods",
                    "A map's methods",
                    "With Java values, as the blueprint says.",
                    List.of("bpf/BpfMap")),
            new Group("blueprints", "Blueprints", "What a map will be.", List.of("bpf/MapSpec")),
            new Group(
                    "programs", "Programs, hooks and races", "After `assemble(…)`.", List.of("bpf/ProgramVocabulary")),
            new Group("stage", "Making things happen", "On either host.", List.of("bpf/StageVocabulary")),
            new Group("values", "Values as bytes", "And back.", List.of("bpf/Values", "bpf/Readers")),
            new Group("codecs", "Codecs", "Beside the constants `U32`, `IPV4` and so on.", List.of("bpf/Codecs")),
            new Group("patterns", "Patterns", "What maps are used for.", List.of("pattern/Patterns")),
            new Group(
                    "files", "Files", "What exists stays unless `REPLACE_EXISTING` is said.", List.of("look/Exports")),
            new Group(
                    "memory",
                    "Instructions: memory",
                    "Sizes are `B`, `H`, `W` and `DW`: 1, 2, 4 and 8 bytes.",
                    List.of("asm/MemoryVocabulary")),
            new Group(
                    "arithmetic",
                    "Instructions: arithmetic",
                    "On 64 bits; with `32` behind the name (`add32`) on the lower 32.",
                    List.of("asm/Alu64Vocabulary")),
            new Group(
                    "jumps",
                    "Instructions: jumps",
                    "To a label or over so many slots; with `32` behind the name they compare the lower 32 bits.",
                    List.of("asm/Jmp64Vocabulary", "asm/ControlVocabulary", "asm/Asm")),
            new Group("helpers", "Helpers", "Arguments are moved into `R1` to `R5`.", List.of("asm/HelperVocabulary")));

    private VocabularyPage() {}

    /** Returns all words. */
    static List<DocComments.Word> words() throws IOException {
        List<DocComments.Word> words = new ArrayList<>();
        for (Group group : GROUPS) {
            for (String each : group.classes()) {
                words.addAll(DocComments.of(each));
            }
        }
        return words;
    }

    static String text() throws IOException {
        StringBuilder page = new StringBuilder("""
                = The vocabulary

                Every word that can be typed at the prompt, with the first sentence of what its documentation says.
                The page is made from the source, and a test holds it to it.
                """);
        for (Group group : GROUPS) {
            page.append("\n[#").append(group.id()).append("]\n== ").append(group.title());
            page.append("\n\n").append(group.about()).append("\n\n[cols=\"2,3\"]\n|===\n|word |what it does\n");
            for (String each : group.classes()) {
                for (DocComments.Word word : DocComments.of(each)) {
                    page.append("\n|`+")
                            .append(word.call())
                            .append("+`\n|")
                            .append(word.says())
                            .append('\n');
                }
            }
            page.append("|===\n");
        }
        return page.toString();
    }
}
