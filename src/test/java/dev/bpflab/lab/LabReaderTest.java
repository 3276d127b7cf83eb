package dev.bpflab.lab;

import static dev.bpflab.lab.Blocks.check;
import static dev.bpflab.lab.Blocks.hint;
import static dev.bpflab.lab.Blocks.page;
import static dev.bpflab.lab.Blocks.section;
import static dev.bpflab.lab.Blocks.solution;
import static dev.bpflab.lab.Blocks.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bpflab.chapter.Block;
import dev.bpflab.chapter.Marks;
import dev.bpflab.chapter.Page;
import dev.bpflab.chapter.Text;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LabReaderTest {
    private static final Block CHECK = check("variable=found;as=u64;is=4");
    private static final Block SOLUTION = solution("var found = 4;");
    private static final Block TEXT = new Block.Paragraph(Marks.NONE, Text.of("text"));

    @Test
    void aLabIsReadFromItsPage() {
        Lab lab = LabReader.read(
                page(TEXT, step("one", "points=3", TEXT, CHECK, hint("first"), hint("second"), SOLUTION)),
                "lab.adoc",
                "// begin");

        assertThat(lab.id()).isEqualTo("9.1");
        assertThat(lab.title()).isEqualTo("A test");
        assertThat(lab.version()).isEqualTo("1");
        assertThat(lab.start()).isEqualTo("// begin");
        assertThat(lab.intro()).containsExactly(TEXT);
        Step step = lab.steps().get(0);
        assertThat(step.id()).isEqualTo("one");
        assertThat(step.points()).isEqualTo(3);
        assertThat(step.text()).containsExactly(TEXT, CHECK);
        assertThat(step.hints()).hasSize(2);
        assertThat(step.solution()).isEqualTo("var found = 4;");
        assertThat(step.checks()).hasSize(1);
    }

    @Test
    void experimentsAndChallengesStandAfterTheStepsByThemselvesOrInASection() {
        Block more =
                new Block.Section(Marks.NONE, 1, null, List.of(TEXT, section("experiment", "two", CHECK, SOLUTION)));
        Lab lab = LabReader.read(
                page(
                        step("one", "", CHECK, SOLUTION),
                        more,
                        section("challenge", "three", CHECK, SOLUTION),
                        section("experiment", "four", CHECK, SOLUTION)),
                "lab.adoc",
                "");

        assertThat(lab.steps()).extracting(Step::id).containsExactly("one");
        assertThat(lab.extras()).extracting(lab::name).containsExactly("Experiment 1", "Challenge 1", "Experiment 2");
        assertThat(lab.outro())
                .as("where experiments stand on the page is no end of the lab")
                .isEmpty();
        assertThat(lab.find("e2")).isEqualTo(lab.step("four"));
        assertThat(lab.find("C1").map(lab::nameOfAll)).contains("Challenge 1 of 1");
        assertThat(lab.find("1")).contains(lab.steps().get(0));
        assertThat(lab.find("e3")).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenChecks")
    void aBrokenCheckIsRefusedWithFileLineStepAndReason(String reason, Block broken) {
        Page page = page(step("one", "", broken, SOLUTION));

        assertThatThrownBy(() -> LabReader.read(page, "labs/x/lab.adoc", ""))
                .isInstanceOf(LabException.class)
                .hasMessage("labs/x/lab.adoc:12: step 'one': check: " + reason);
    }

    static Stream<Arguments> brokenChecks() {
        String known = "map, blueprint, created, program, behaviour, loaded, attached, closed, variable, ran, symbols,"
                + " frames, stacks, folded, shares, top, entries, json, sent";
        return Stream.of(
                Arguments.of("unknown check kind [color]; known are " + known, check("color=red")),
                Arguments.of(
                        "a check is of one kind, not of 2: map, closed",
                        check("map=counts;closed=counts;key=u32;value=u64", "key|value", "1|2")),
                Arguments.of(
                        "unknown map codec 'u128'; known are " + Columns.KNOWN,
                        check("map=counts;key=u128;value=u64", "key|value", "1|2")),
                Arguments.of(
                        "a check of kind 'map' does not take colour; it takes buckets, by, key, match, value, otherwise",
                        check("map=counts;key=u32;value=u64;colour=red", "key|value", "1|2")),
                Arguments.of(
                        "unknown match 'some'; known are exact, contains, absent",
                        check("map=counts;key=u32;value=u64;match=some", "key|value", "1|2")),
                Arguments.of("attribute 'key' is missing", check("map=counts;value=u64", "key|value", "1|2")),
                Arguments.of(
                        "the table's columns are pid, count; they must be key, value",
                        check("map=counts;key=u32;value=u64", "pid|count", "1|2")),
                Arguments.of("the table has no rows", check("map=counts;key=u32;value=u64", "key|value")),
                Arguments.of("it must be a table of the columns key, value", check("map=counts;key=u32;value=u64")),
                Arguments.of("'four' is no u32", check("map=counts;key=u32;value=u64", "key|value", "four|4")),
                Arguments.of("'many' is no u64", check("map=counts;key=u32;value=u64", "key|value", "4|>= many")),
                Arguments.of(
                        "unknown name '{four.id}'; known are {variable.pid}, {variable.comm}, {variable.execs}, "
                                + "{variable.size}, {variable.bucket}, {variable.packets}, {variable.bytes}, "
                                + "{variable.protocol}, {variable.ethertype}, {variable.direction}, {variable.ifindex}",
                        check("map=counts;key=u32;value=u64", "key|value", "{four.id}|4")),
                Arguments.of(
                        "unknown name '{four.pid}'; known are {pid}, {comm}, {execs}",
                        check(
                                "behaviour=p;on=tracepoint sched/sched_process_exec;uses=m;key=u32;value=u64",
                                "key|value",
                                "{four.pid}|4")),
                Arguments.of(
                        "commands: 'rm -r' is no name of a command",
                        check(
                                "behaviour=p;on=tracepoint sched/sched_process_exec;uses=m;commands=true, rm -r;key=u32;value=u64",
                                "key|value",
                                "{pid}|4")),
                Arguments.of(
                        "unknown property 'colour'; known are type, key_size, value_size, max_entries, flags, name",
                        check("blueprint=spec", "property|expected", "colour|red")),
                Arguments.of(
                        "unknown hook 'kprobe do_exit'; known are tracepoint CATEGORY/NAME, raw_tracepoint NAME,"
                                + " xdp INTERFACE, xdp_native INTERFACE, tcx_ingress INTERFACE, tcx_egress INTERFACE,"
                                + " socket_filter INTERFACE, perf cpu-clock (an interface can be left out, or be the"
                                + " {variable} that holds one)",
                        check("attached=kprobe do_exit;uses=counts")),
                Arguments.of(
                        "a row names one variable, not four and two",
                        check("map=counts;key=u32;value=u64", "key|value", "{four.pid}|{two.execs}")),
                Arguments.of(
                        "unknown name '{pid}'; known are {size}, {bucket}, {packets}, {bytes}, {protocol}, {ethertype},"
                                + " {direction}, {ifindex}",
                        check("behaviour=p;on=xdp;uses=m;events=packets;key=u32;value=u64", "key|value", "{pid}|4")),
                Arguments.of(
                        "events=packets does not take 'commands'",
                        check(
                                "behaviour=p;on=xdp;uses=m;events=packets;commands=true;key=u32;value=u64",
                                "key|value",
                                "{bucket}|4")),
                Arguments.of(
                        "unknown events 'rain'; known are chains, processes, overflow, packets, samples, switches, memory, stacks, sleeps",
                        check("behaviour=p;on=xdp;uses=m;events=rain;key=u32;value=u64", "key|value", "1|4")),
                Arguments.of(
                        "buckets='many' is no way to sort; write \"64 of 256\" or \"17 log2\"",
                        check("map=m;buckets=many;key=u32;value=u64", "key|value", "{seen.bucket}|1")),
                Arguments.of(
                        "on: 2 hooks for 3 programs; give one for each",
                        check(
                                "behaviour=a, b, c;on=xdp, tcx_egress;uses=m;events=packets;key=u32;value=u64",
                                "key|value",
                                "1|4")),
                Arguments.of(
                        "on: no such events come by 'xdp veth0'; look at 'events'",
                        check("behaviour=a;on=xdp;uses=m;events=samples;key=u32;value=u64", "key|value", "{pid}|1")),
                Arguments.of("'256' is no u8", check("map=m;key=u8;value=u64", "key|value", "256|1")),
                Arguments.of("'10.0.0' is no ipv4", check("map=m;key=ipv4;value=u64", "key|value", "10.0.0|1")),
                Arguments.of(
                        "'1' has 1 values, and (u32 pid, u32 cpu) has 2; they are parted by a comma and a space",
                        check("map=m;key=(u32 pid, u32 cpu);value=u64", "key|value", "1|1")),
                Arguments.of("attribute 'uses' is missing", check("program=counter")),
                Arguments.of("map='2 b' is no name of a variable", check("map=2 b;key=u32;value=u64", "key", "1")),
                Arguments.of("count='no' is no number from 1 on", check("top=t;of=m;count=no;key=u32;value=u64")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("brokenPages")
    void aBrokenPageIsRefused(String reason, Page page) {
        assertThatThrownBy(() -> LabReader.read(page, "lab.adoc", ""))
                .isInstanceOf(LabException.class)
                .hasMessage(reason);
    }

    static Stream<Arguments> brokenPages() {
        return Stream.of(
                Arguments.of(
                        "lab.adoc:7: step 'one': it has no solution; write [.solution] and a source block that includes"
                                + " solution.jsh[tag=one]",
                        page(step("one", "", CHECK))),
                Arguments.of(
                        "lab.adoc:7: step 'one': its solution is not one source block with text; write [.solution] and"
                                + " a source block that includes solution.jsh[tag=one]",
                        page(step("one", "", CHECK, solution("")))),
                Arguments.of(
                        "lab.adoc:7: step 'one': it has no check, so nobody could pass it",
                        page(step("one", "", SOLUTION))),
                Arguments.of(
                        "lab.adoc:7: step 'one': there are two steps of this id",
                        page(step("one", "", CHECK, SOLUTION), step("one", "", CHECK, SOLUTION))),
                Arguments.of(
                        "lab.adoc:7: step 'one': points='many' is no number of points",
                        page(step("one", "points=many", CHECK, SOLUTION))),
                Arguments.of(
                        "lab.adoc:7: step 'two': stands after a section that is no step; steps follow one another",
                        page(step("one", "", CHECK, SOLUTION), TEXT, step("two", "", CHECK, SOLUTION))),
                Arguments.of(
                        "lab.adoc:7: step 'two': stands after a section that is no step; steps follow one another",
                        page(
                                step("one", "", CHECK, SOLUTION),
                                section("challenge", "c", CHECK, SOLUTION),
                                step("two", "", CHECK, SOLUTION))),
                Arguments.of(
                        "lab.adoc:7: step 'one': a step cannot stand inside another",
                        page(step("one", "", CHECK, SOLUTION, section("experiment", "c", CHECK, SOLUTION)))),
                Arguments.of(
                        "lab.adoc:1: the lab has no step; a step is a section with the role: [.step#name]", page(TEXT)),
                Arguments.of(
                        "lab.adoc:1: the lab has no version; write ':page-version: 1' below its title",
                        new Page("lab/9.1", "A test", Map.of(), List.of(step("one", "", CHECK, SOLUTION)))));
    }
}
