package dev.bpflab.cli;

import dev.bpflab.chapter.site.SiteException;
import dev.bpflab.grade.Gradebook;
import dev.bpflab.grade.Graded;
import dev.bpflab.grade.report.ClassJson;
import dev.bpflab.grade.report.ClassSite;
import dev.bpflab.grade.report.ClassText;
import dev.bpflab.grade.report.FileNames;
import dev.bpflab.grade.report.GradebookCsv;
import dev.bpflab.grade.report.Gradescope;
import dev.bpflab.grade.report.JunitXml;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is written of a class, and where. */
final class ReportOption {
    /** The forms in which a class can be written. */
    enum Format {
        text("report.txt"),
        json("report.json"),
        csv("gradebook.csv"),
        junit("junit.xml"),
        gradescope("gradescope"),
        html("html");

        private final String file;

        Format(String file) {
            this.file = file;
        }

        /** Tells whether it is a folder of files, one for each submission. */
        private boolean isFolder() {
            return this == gradescope || this == html;
        }
    }

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            split = ",",
            description =
                    "text, json, csv (a gradebook), junit, gradescope or html, several parted by commas; to standard output"
                            + " one (default: text without reasons), with --out any (default: all)")
    private List<Format> formats = List.of();

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "the folder for the reports, and for the results from which a run that was interrupted goes on")
    private @Nullable Path out;

    /** Returns the folder for reports; empty when they go to standard output. */
    Optional<Path> folder() {
        return Optional.ofNullable(out);
    }

    /** Refuses what cannot be written, before anything is graded. */
    void check() {
        if (out == null && (formats.size() > 1 || formats.stream().anyMatch(Format::isFolder))) {
            throw new CommandFailure(
                    "write reports", formats + " are more than one file", "name a folder with --out DIR");
        }
    }

    /** Writes the reports, and the overview for whoever looks on. */
    void write(Gradebook book, Streams streams) {
        Path folder = out;
        if (folder == null) {
            streams.out().print(formats.isEmpty() ? ClassText.overview(book) : text(formats.get(0), book) + "\n");
            return;
        }
        streams.out().print(ClassText.overview(book));
        try {
            Files.createDirectories(folder);
            for (Format format : formats.isEmpty() ? List.of(Format.values()) : formats) {
                Path file = folder.resolve(format.file);
                write(format, book, file);
                streams.out().println(format + ": " + file);
            }
        } catch (SiteException refused) {
            throw new CommandFailure(
                    "write reports to '" + folder + "'", String.valueOf(refused.getMessage()), refused.remedy());
        } catch (IOException failed) {
            throw new CommandFailure("write reports to '" + folder + "'", failed.toString(), null);
        }
    }

    private static void write(Format format, Gradebook book, Path file) throws IOException {
        switch (format) {
            case gradescope -> {
                Files.createDirectories(file);
                for (int i = 0; i < book.graded().size(); i++) {
                    Graded graded = book.graded().get(i);
                    Files.writeString(file.resolve(FileNames.of(i, graded) + ".json"), Gradescope.of(graded) + "\n");
                }
            }
            case html -> ClassSite.write(book, file);
            default -> Files.writeString(file, text(format, book) + "\n", StandardCharsets.UTF_8);
        }
    }

    /** Returns the text without its last line end. What students may see too, such as a CI system's, is written for them. */
    private static String text(Format format, Gradebook book) {
        return switch (format) {
            case text -> ClassText.full(book).stripTrailing();
            case json -> ClassJson.of(book);
            case csv -> GradebookCsv.of(book).stripTrailing();
            case junit ->
                JunitXml.of(book.forStudents().graded(), LocalDateTime.now(ZoneId.systemDefault()))
                        .stripTrailing();
            case gradescope, html -> throw new IllegalStateException(format + " is a folder");
        };
    }
}
