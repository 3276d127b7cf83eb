package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.lab.CheckResult.Failed;
import dev.bpflab.lab.Names.Unresolved;
import dev.bpflab.pattern.Buckets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the value comes from that a variable is expected to hold. */
sealed interface ValueOrigin {
    /** Returns what is expected now. */
    Expectation expected(Scene scene) throws Unresolved;

    /** A value that the document writes; names in it are filled in, {@code seen} with what came by the map. */
    record Written(
            Expectation written, String map, @Nullable Buckets buckets) implements ValueOrigin {
        @Override
        public Expectation expected(Scene scene) throws Unresolved {
            StateRow row = new StateRow("", written);
            return Names.fillIn(List.of(row), new Happened(scene, map, buckets))
                    .get(0)
                    .value();
        }
    }

    /** What a map holds under a key now. */
    record OfMap(String map, Column key, String at, Column value) implements ValueOrigin {
        @Override
        public Expectation expected(Scene scene) throws Unresolved {
            BpfMap<?, ?> live =
                    Held.openMap(map, scene).orElseThrow(() -> new Unresolved(text("valueOrigin.noOpenMapIn", map)));
            Optional<Failed> misfit = MapContents.misfit(map, live, key, value);
            if (misfit.isPresent()) {
                throw new Unresolved(misfit.get().found());
            }
            Object found = MapContents.of(live, key, value).entries().get(key.parse(at));
            if (found == null) {
                throw new Unresolved(text("valueOrigin.hasNoEntryFor", map, at));
            }
            return new Expectation("=", value.show(found));
        }
    }
}
