package dev.bpflab.kernel;

import dev.bpflab.bpf.AttachType;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.Helper;

/**
 * Asks the running kernel what it has, as libbpf does: by making, loading or attaching the smallest thing of a kind, never
 * by its version. Nothing stays of it. Only where {@link KernelHost#probe()} finds a system whose calls can be made.
 */
public final class KernelFeatures {
    private KernelFeatures() {}

    /** Returns whether maps of a type can be made. */
    public static KernelAnswer has(MapType type) {
        return MapTypeProbe.of(type);
    }

    /** Returns whether programs of a type can be loaded. */
    public static KernelAnswer has(ProgramType type) {
        return ProgramProbe.of(type);
    }

    /** Returns whether the kernel knows a place for programs, and the type that goes there. */
    public static KernelAnswer has(AttachType place) {
        return AttachTypeProbe.of(place);
    }

    /** Returns whether programs of a type may call a helper. */
    public static KernelAnswer has(ProgramType type, Helper helper) {
        return ProgramProbe.of(type, helper);
    }
}
