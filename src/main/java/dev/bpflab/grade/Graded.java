package dev.bpflab.grade;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.bpflab.lab.SubmissionReport;

/**
 * A submission and its marks.
 *
 * @param name what it is called: its name below the folder, escaped
 * @param student whose it is
 * @param key what it was graded by: a hash of its text, the lab, the hidden checks, the seed and the program's version
 * @param tier what kept it apart from the grader
 * @param seconds how long that took
 * @param report how each step did, with what hidden checks found
 */
@JsonPropertyOrder({"name", "student", "key", "tier", "seconds", "report"})
public record Graded(String name, String student, String key, String tier, double seconds, SubmissionReport report) {}
