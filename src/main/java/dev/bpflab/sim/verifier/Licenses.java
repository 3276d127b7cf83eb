package dev.bpflab.sim.verifier;

import java.util.Set;

/** The licenses that the kernel calls compatible with its own (include/linux/license.h). */
final class Licenses {
    private static final Set<String> COMPATIBLE =
            Set.of("GPL", "GPL v2", "GPL and additional rights", "Dual BSD/GPL", "Dual MIT/GPL", "Dual MPL/GPL");

    private Licenses() {}

    static boolean isGplCompatible(String license) {
        return COMPATIBLE.contains(license);
    }
}
