package dev.bpflab.cli;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.look.MapCsv;
import dev.bpflab.look.MapJson;
import dev.bpflab.look.MapLook;
import dev.bpflab.look.ProcessNames;
import dev.bpflab.view.Snapshot;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code bpflab map dump}: what is in one map. */
@Command(
        name = "dump",
        description = "Shows every entry of a map, in hexadecimal with the value that the bytes probably are.",
        mixinStandardHelpOptions = true)
final class MapDumpCommand implements Callable<Integer> {
    @Parameters(paramLabel = "MAP", description = "its id, its name, or the path where it is pinned")
    private String map = "";

    @Option(names = "--rows", paramLabel = "N", description = "show so many entries at most (default: all)")
    private int rows = Integer.MAX_VALUE;

    @Mixin
    private MapFormat format = new MapFormat();

    private final App app;

    MapDumpCommand(App app) {
        this.app = app;
    }

    @Override
    public Integer call() throws IOException {
        format.check();
        if (rows < 1) {
            throw new CommandFailure("dump map " + map, "--rows is " + rows, "use 1 or more");
        }
        try (LiveMaps maps = LiveMaps.open(app.host());
                BpfMap<ByteBuffer, ByteBuffer> found = maps.find(map)) {
            if (format.json) {
                MapJson.write(found, app.streams().out());
            } else if (format.csv) {
                MapCsv.write(found, app.streams().out());
            } else {
                Snapshot snapshot = MapLook.read(found, rows, ProcessNames.NONE);
                Screens.plain(app).picture(snapshot.picture(rows));
            }
        }
        return ExitStatus.OK;
    }
}
