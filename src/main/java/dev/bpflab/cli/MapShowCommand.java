package dev.bpflab.cli;

import dev.bpflab.bpf.BpfMap;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bpflab map show}: what is known of one map. */
@Command(
        name = "show",
        description =
                "Says what is known of a map: type, sizes in bytes, flags, how many entries, pins, and who holds it.",
        mixinStandardHelpOptions = true)
final class MapShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MAP", description = "its id, its name, or the path where it is pinned")
    private String map = "";

    @Option(names = "--json", description = "as JSON")
    private boolean json;

    private final App app;

    MapShowCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() {
        try (LiveMaps maps = LiveMaps.open(app.host());
                BpfMap<ByteBuffer, ByteBuffer> found = maps.find(map)) {
            MapFields fields = new MapFields(maps.facts(found));
            if (json) {
                app.streams().out().println(Json.pretty(fields.json()));
            } else {
                fields.texts().forEach((name, text) -> {
                    if (!text.isEmpty()) {
                        app.streams().out().printf("%-8s %s%n", name, text);
                    }
                });
            }
        }
        return ExitStatus.OK;
    }
}
