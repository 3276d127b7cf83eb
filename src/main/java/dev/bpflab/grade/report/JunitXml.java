package dev.bpflab.grade.report;

import dev.bpflab.grade.Graded;
import dev.bpflab.lab.SubmissionReport;
import dev.bpflab.lab.SubmissionReport.Finding;
import dev.bpflab.lab.SubmissionReport.Outcome;
import dev.bpflab.lab.SubmissionReport.StepReport;
import java.io.StringWriter;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Submissions as the XML that JUnit's Ant task writes and CI systems read: a test suite for each submission, a test case for
 * each step. Partial credit stands in the message of a failure; an experiment that was not done is skipped.
 */
public final class JunitXml {
    private final XMLStreamWriter xml;
    private final String timestamp;

    private JunitXml(XMLStreamWriter xml, LocalDateTime when) {
        this.xml = xml;
        this.timestamp = when.withNano(0).format(DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    }

    /**
     * Returns the document.
     *
     * @param graded the submissions, as students may read of them if they are to
     * @param when when they were graded
     */
    public static String of(List<Graded> graded, LocalDateTime when) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            JunitXml writer = new JunitXml(xml, when);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (int id = 0; id < graded.size(); id++) {
                writer.suite(graded.get(id), id);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("text in memory can always be written", impossible);
        }
        return text.append('\n').toString();
    }

    private void suite(Graded graded, int id) throws XMLStreamException {
        SubmissionReport report = graded.report();
        xml.writeStartElement("testsuite");
        attribute("package", "lab-" + report.lab());
        attribute("id", Integer.toString(id));
        attribute("name", graded.name());
        attribute("timestamp", timestamp);
        attribute("hostname", "localhost");
        attribute("tests", Integer.toString(report.steps().size()));
        attribute("failures", count(report, Outcome.FAILED));
        attribute("errors", "0");
        attribute("skipped", count(report, Outcome.SKIPPED));
        attribute("time", seconds(graded.seconds()));
        xml.writeStartElement("properties");
        property("student", graded.student());
        property("lab", report.lab());
        property("version", report.version());
        property("host", report.host());
        property("seed", Long.toString(report.seed()));
        property("marks", ClassText.number(report.marks()));
        property("maxPoints", Integer.toString(report.maxPoints()));
        property("isolation", graded.tier());
        xml.writeEndElement();
        for (StepReport step : report.steps()) {
            testCase(report, step);
        }
        text(
                "system-out",
                report.errors().stream()
                        .map(error -> "line " + error.line() + ": " + error.source() + "\n" + error.message())
                        .collect(Collectors.joining("\n")));
        text("system-err", (report.ending().sentence() + "\n" + report.remark()).strip());
        xml.writeEndElement();
    }

    private void testCase(SubmissionReport report, StepReport step) throws XMLStreamException {
        xml.writeStartElement("testcase");
        attribute("name", Statistics.address(step) + " " + step.title());
        attribute("classname", "lab-" + report.lab() + "." + step.id());
        attribute("time", "0");
        if (step.outcome() == Outcome.SKIPPED) {
            xml.writeEmptyElement("skipped");
        } else if (step.outcome() == Outcome.FAILED) {
            xml.writeStartElement("failure");
            attribute("message", marks(step));
            attribute("type", "check");
            xml.writeCharacters(legal(findings(step)));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** Returns what a step gave and why. */
    static String marks(StepReport step) {
        String why = step.reason().isEmpty() ? "" : ": " + step.reason();
        return ClassText.number(step.marks()) + " of " + step.maxPoints() + " points" + why;
    }

    /** Returns what was not as expected, three lines for each. */
    static String findings(StepReport step) {
        return step.findings().stream().map(JunitXml::lines).collect(Collectors.joining("\n\n"));
    }

    private static String lines(Finding finding) {
        return "expected: " + finding.expected() + "\nfound:    " + finding.found() + "\nlook at:  " + finding.hint();
    }

    private static String count(SubmissionReport report, Outcome outcome) {
        return Long.toString(report.steps().stream()
                .filter(step -> step.outcome() == outcome)
                .count());
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f", seconds);
    }

    private void property(String name, String value) throws XMLStreamException {
        xml.writeEmptyElement("property");
        attribute("name", name);
        attribute("value", value);
    }

    private void text(String element, String text) throws XMLStreamException {
        xml.writeStartElement(element);
        xml.writeCharacters(legal(text));
        xml.writeEndElement();
    }

    private void attribute(String name, String value) throws XMLStreamException {
        xml.writeAttribute(name, legal(value));
    }

    /** Returns the text with what XML 1.0 cannot hold, such as escape sequences of terminals, replaced. */
    private static String legal(String text) {
        StringBuilder legal = new StringBuilder();
        text.codePoints().map(c -> isLegal(c) ? c : 0xFFFD).forEach(legal::appendCodePoint);
        return legal.toString();
    }

    private static boolean isLegal(int c) {
        boolean control = c < 0x20 && c != '\t' && c != '\n' && c != '\r';
        boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
        return !control && !surrogate && c != 0xFFFE && c != 0xFFFF;
    }
}
