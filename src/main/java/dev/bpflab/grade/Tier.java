package dev.bpflab.grade;

/** How well submissions can be kept away from the machine, the best first. */
public enum Tier {
    /** In bubblewrap: no network, no files but the system's, read-only, and a user of its own when started as root. */
    BUBBLEWRAP,
    /** As a user of its own, with the system calls filtered; where the kernel has Landlock, without other files. */
    OWN_USER
}
