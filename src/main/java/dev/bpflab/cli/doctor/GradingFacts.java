package dev.bpflab.cli.doctor;

import dev.bpflab.grade.Sandbox;
import dev.bpflab.grade.SandboxProbe;

/** How well submissions can be kept away from the machine when they are graded. */
final class GradingFacts {
    private static final String TOPIC = Section.GRADING.words();

    private GradingFacts() {}

    /** Starts a program that does nothing in the best sandbox that works. */
    static Finding finding() {
        SandboxProbe probe = Sandbox.probe();
        if (probe.tier().isEmpty()) {
            return Finding.no(
                    Section.GRADING,
                    TOPIC,
                    probe.found(),
                    "bpflab grade, which runs what others wrote in a sandbox only",
                    probe.remedy());
        }
        return probe.reasons().isEmpty()
                ? Finding.yes(Section.GRADING, TOPIC, probe.found())
                : new Finding(
                        Section.GRADING,
                        TOPIC,
                        Status.YES,
                        probe.found() + "; nothing better, for " + String.join(", and ", probe.reasons()),
                        "",
                        probe.remedy(),
                        Finding.Weight.HEADLINE);
    }
}
