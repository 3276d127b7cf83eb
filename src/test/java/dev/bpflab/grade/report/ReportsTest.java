package dev.bpflab.grade.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.bpflab.grade.Gradebook;
import dev.bpflab.grade.Graded;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Reports of a class in which somebody tries to get at their readers, held to what their readers ask for. */
class ReportsTest {
    private static final Gradebook BOOK = SampleClass.book();
    private static final LocalDateTime WHEN = LocalDateTime.of(2026, 1, 2, 3, 4, 5, 6);

    private static JsonSchema schema() throws IOException {
        try (InputStream in = ClassJson.class.getResourceAsStream("class-report.schema.json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(in);
        }
    }

    @Test
    void theJsonIsAsItsSchemaSays() throws IOException {
        JsonNode json = new ObjectMapper().readTree(ClassJson.of(BOOK));

        assertThat(schema().validate(json)).isEmpty();
        assertThat(json.get("submissions").get(1).get("report").get("marks").asDouble())
                .isEqualTo(1.5);
        assertThat(json.get("summary").get("passed").asInt()).isEqualTo(1);
        assertThat(json.toString()).as("the instructor's").contains(SampleClass.SECRET);
    }

    @Test
    void theSchemaRefusesWhatIsNoReport() throws IOException {
        JsonNode json = new ObjectMapper()
                .readTree(ClassJson.of(BOOK)
                        .replace("\"FAILED\"", "\"BROKEN\"")
                        .replace("\"host\" : \"sim\"", "\"host\" : 1"));
        assertThat(schema().validate(json)).isNotEmpty();
        assertThat(schema().validate(new ObjectMapper().readTree("{}"))).isNotEmpty();
    }

    @Test
    void theGradebookIsReadBackAndHoldsNoFormula() throws IOException {
        String csv = GradebookCsv.of(BOOK);

        assertThat(csv).endsWith("\r\n");
        List<String[]> rows;
        try (MappingIterator<String[]> lines = new CsvMapper()
                .readerFor(String[].class)
                .with(CsvParser.Feature.WRAP_AS_ARRAY)
                .readValues(csv)) {
            rows = lines.readAll();
        }
        assertThat(rows).hasSize(5).allSatisfy(row -> assertThat(row).hasSize(13));
        assertThat(rows.get(0))
                .startsWith("student", "submission", "passed", "marks")
                .endsWith("1 Title of one (2)", "e1 Title of more (3)", "h1 Title of proof-of-work (4)");
        assertThat(rows.get(2)).startsWith("bob", "bob/lab.jsh", "false", "1.5", "6");
        assertThat(rows.get(4)[0]).isEqualTo("'" + SampleClass.NASTY);
        assertThat(rows)
                .allSatisfy(row -> assertThat(Stream.of(row)).noneMatch(cell -> cell.matches("(?s)[=+@|\\t\\r-].*")));
    }

    @Test
    void theJunitXmlIsAsItsReadersAsk() throws Exception {
        String xml = JunitXml.of(BOOK.forStudents().graded(), WHEN);

        Validator validator = SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(ReportsTest.class.getResource("junit.xsd"))
                .newValidator();
        validator.validate(new StreamSource(new StringReader(xml)));
        Document document = javax.xml.parsers.DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new org.xml.sax.InputSource(new StringReader(xml)));
        assertThat(document.getElementsByTagName("testsuite").getLength()).isEqualTo(4);
        assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(6);
        assertThat(document.getElementsByTagName("skipped").getLength()).isEqualTo(4);
        assertThat(document.getElementsByTagName("script").getLength()).isZero();
        assertThat(xml)
                .contains("timestamp=\"2026-01-02T03:04:05\"", "1.5 of 2 points")
                .doesNotContain("777", "proof");
    }

    @Test
    void gradescopeGetsTheFieldsThatItDocuments() throws IOException {
        for (Graded graded : BOOK.graded()) {
            JsonNode json = new ObjectMapper().readTree(Gradescope.of(graded));

            assertThat(json.fieldNames())
                    .toIterable()
                    .isSubsetOf(Set.of(
                            "score",
                            "execution_time",
                            "output",
                            "output_format",
                            "test_output_format",
                            "test_name_format",
                            "visibility",
                            "stdout_visibility",
                            "extra_data",
                            "tests",
                            "leaderboard"));
            assertThat(json.get("score").isNumber()).isTrue();
            assertThat(json.get("execution_time").isIntegralNumber()).isTrue();
            assertThat(json.get("output_format").asText()).isEqualTo("text");
            assertThat(json.get("visibility").asText()).isIn("visible", "hidden", "after_due_date", "after_published");
            assertThat(json.get("tests")).hasSize(3);
            for (JsonNode test : json.get("tests")) {
                assertThat(test.fieldNames())
                        .toIterable()
                        .isSubsetOf(Set.of(
                                "score",
                                "max_score",
                                "status",
                                "name",
                                "name_format",
                                "number",
                                "output",
                                "output_format",
                                "tags",
                                "visibility",
                                "extra_data"));
                assertThat(test.get("status").asText()).isIn("passed", "failed");
                assertThat(test.get("score").asDouble())
                        .isLessThanOrEqualTo(test.get("max_score").asDouble());
            }
            assertThat(json.toString()).doesNotContain("777", "proof");
        }
        assertThat(new ObjectMapper()
                        .readTree(Gradescope.of(BOOK.graded().get(1)))
                        .get("score")
                        .asDouble())
                .isEqualTo(1.5);
    }

    @Test
    void theTextHasEveryoneAndWhatIsCommon() {
        assertThat(ClassText.overview(BOOK))
                .contains("ada.jsh", "6 of 6", "1.5 of 6", "4 submissions, 1 passed", "2 times, step 1")
                .contains("made for lab 9.9", "it reached the limit of 60 s of wall time");
        assertThat(ClassText.full(BOOK)).contains("expected: counts: 1000 -> 4", "look at:  Look again.");
    }

    @Test
    void wrongAnswersAreGroupedByTheirWordsNotTheirNumbers() {
        Statistics counts = Statistics.of(BOOK);
        assertThat(counts.answers().get(0).names()).hasSize(3);
        assertThat(counts.answers())
                .filteredOn(answer -> answer.address().equals("1"))
                .singleElement()
                .satisfies(answer -> assertThat(answer.names()).containsExactly("bob/lab.jsh", "eve.jsh"));
        assertThat(counts.tenths()).containsExactly(2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1);
        assertThat(counts.median()).isEqualTo(1.0);
    }
}
