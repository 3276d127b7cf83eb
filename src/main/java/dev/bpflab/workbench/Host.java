package dev.bpflab.workbench;

/** Where programs run. */
public enum Host {
    /** The running Linux kernel where it can be used, else the simulated one. */
    AUTO,
    /** The simulated kernel, which needs neither Linux nor rights. */
    SIM,
    /** The running Linux kernel, which needs root. */
    KERNEL
}
