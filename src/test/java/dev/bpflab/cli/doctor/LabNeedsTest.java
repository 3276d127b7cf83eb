package dev.bpflab.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.Helper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a lab is said to need is what its solution uses. */
class LabNeedsTest {
    private static final Pattern HELPER = Pattern.compile("\\bhelper([A-Z]\\w+)\\(");
    private static final Pattern MAP = Pattern.compile("\\bMapSpec\\.(\\w+)\\(");
    private static final Pattern LOADED = Pattern.compile("\\bload\\(\\w+, ([A-Z_]+)\\)");

    @ParameterizedTest
    @CsvSource({"2.1, 2.1-process-counter", "2.2, 2.2-packet-sizes", "2.3, 2.3-stack-traces", "2.4, 2.4-event-log"})
    void isWhatItsSolutionUses(String lab, String folder) throws IOException {
        String solution = Files.readString(Path.of("labs", folder, "solution.jsh"));
        List<LabNeeds> needs = Arrays.stream(LabNeeds.values())
                .filter(need -> need.lab().equals(lab))
                .toList();
        Set<MapType> maps = union(needs, need -> need.maps().stream());
        Set<ProgramType> programs = union(needs, need -> need.programs().stream());
        Set<Helper> helpers =
                union(needs, need -> need.programs().stream().flatMap(type -> need.helpers(type).stream()));
        assertThat(found(MAP, solution, MapType::valueOf)).isSubsetOf(maps);
        assertThat(found(LOADED, solution, ProgramType::valueOf)).isEqualTo(programs);
        assertThat(found(HELPER, solution, Helper::valueOf)).isEqualTo(helpers);
    }

    private static <T> Set<T> union(List<LabNeeds> needs, Function<LabNeeds, Stream<T>> part) {
        return needs.stream().flatMap(part).collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> Set<T> found(Pattern pattern, String text, Function<String, T> named) {
        Map<Boolean, List<String>> names = pattern.matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .collect(Collectors.groupingBy(name -> name.equals(name.toUpperCase(Locale.ROOT))));
        return names.values().stream()
                .flatMap(List::stream)
                .map(name -> named.apply(name.equals(name.toUpperCase(Locale.ROOT)) ? name : constant(name)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code MapLookupElem} and {@code mapLookupElem} are {@code MAP_LOOKUP_ELEM}. */
    private static String constant(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }
}
