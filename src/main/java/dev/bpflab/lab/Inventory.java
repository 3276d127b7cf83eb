package dev.bpflab.lab;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.bpf.MapSpec;
import dev.bpflab.bpf.Workspace;
import java.util.ArrayList;
import java.util.List;

/**
 * What is open in a workspace, in lines that are the same when it is.
 *
 * @param made how maps were made, which programs are loaded and what they are attached to
 * @param held what the maps hold
 */
public record Inventory(List<String> made, List<String> held) {
    public Inventory {
        made = List.copyOf(made);
        held = List.copyOf(held);
    }

    /** Tells whether the maps that were made alike in both hold the same: of one made otherwise nobody can say so. */
    public boolean holdsTheSameAs(Inventory other) {
        return heldByMaps(other).equals(other.heldByMaps(this));
    }

    private List<String> heldByMaps(Inventory alike) {
        return held.stream()
                .filter(line -> made.stream()
                        .filter(map -> map.startsWith("map '" + line.substring(0, line.indexOf(' ')) + "' "))
                        .anyMatch(alike.made::contains))
                .toList();
    }

    /** Looks at a workspace, and takes nothing out of it. */
    public static Inventory of(Workspace workspace) {
        List<String> made = new ArrayList<>();
        List<String> held = new ArrayList<>();
        for (BpfMap<?, ?> map : workspace.maps()) {
            MapSpec<?, ?> spec = map.spec();
            made.add(String.format(
                    "map '%s' of type %s, key_size %d, value_size %d, max_entries %d, flags %d",
                    spec.name(),
                    spec.typeName(),
                    spec.key().size(),
                    spec.value().size(),
                    spec.maxEntries(),
                    spec.flags()));
            if (RingRecords.areIn(spec)) {
                held.add(spec.name() + " " + map.positions());
            } else {
                MapContents.lines(map).stream().map(line -> spec.name() + line).forEach(held::add);
            }
        }
        workspace
                .programs()
                .forEach(program -> made.add("a loaded " + program.spec().type().kernelName() + " program"));
        workspace.links().forEach(link -> made.add("a program at " + link.hook().describe()));
        return new Inventory(
                made.stream().sorted().toList(), held.stream().sorted().toList());
    }
}
