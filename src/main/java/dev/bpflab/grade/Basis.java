package dev.bpflab.grade;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * What a class is graded by; results of different ones do not belong together.
 *
 * @param program the program's version
 * @param lab the lab's id
 * @param version the lab's version
 * @param title the lab's title
 * @param fingerprint a hash of the lab's text
 * @param hidden a hash of the hidden checks; empty when there are none
 * @param host what the submissions work on, {@code sim} or {@code kernel}
 * @param seed the seed that all trials had; 0 when each submission had its own
 * @param timeout how long a submission could take, in seconds
 */
@JsonPropertyOrder({"program", "lab", "version", "title", "fingerprint", "hidden", "host", "seed", "timeout"})
public record Basis(
        String program,
        String lab,
        String version,
        String title,
        String fingerprint,
        String hidden,
        String host,
        long seed,
        long timeout) {}
