package dev.bpflab.cli;

import dev.bpflab.lab.LabCatalog;
import java.util.Iterator;

/** The ids of the labs that came with bpflab, as a shell completes them. */
final class LabIds implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
        return LabCatalog.bundled().entries().stream().map(LabCatalog.Entry::id).iterator();
    }
}
