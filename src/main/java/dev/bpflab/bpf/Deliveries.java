package dev.bpflab.bpf;

import dev.bpflab.isa.MapRef;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Remembers what was sent on a workspace's stage and which programs were attached then, without keeping their maps alive. */
final class Deliveries {
    private record Attached(Hook hook, List<WeakReference<MapRef>> maps) {
        static Attached of(Link link) {
            return new Attached(
                    link.hook(),
                    link.program().spec().program().maps().stream()
                            .map(WeakReference::new)
                            .toList());
        }

        boolean names(MapRef map) {
            return maps.stream().anyMatch(named -> named.refersTo(map));
        }
    }

    private record Delivery(Packets packets, List<Attached> attached) {}

    private final List<Delivery> all = new CopyOnWriteArrayList<>();

    /** Remembers packets that were sent while these links were there. */
    void add(Packets packets, List<Link> links) {
        all.add(new Delivery(
                packets,
                links.stream()
                        .filter(link -> !link.isDetached())
                        .map(Attached::of)
                        .toList()));
    }

    List<Packets> sent() {
        return all.stream().map(Delivery::packets).toList();
    }

    List<Passing> whileAttached(MapRef map) {
        List<Passing> passed = new ArrayList<>();
        for (Delivery delivery : all) {
            for (Attached attached : delivery.attached()) {
                if (attached.names(map)) {
                    passed.add(new Passing(attached.hook(), delivery.packets()));
                }
            }
        }
        return passed;
    }
}
