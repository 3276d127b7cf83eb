package dev.bpflab.chapter;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.bpflab.bpf.Workspace;
import dev.bpflab.differential.SimulatedRelease;
import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import dev.bpflab.kernel.Live;
import dev.bpflab.kernel.MountedBpfFs;
import dev.bpflab.repl.Transcript;
import dev.bpflab.sim.RecordedEvents;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ExamplesOnKernelIT extends ExamplesContract {
    private static final String PINS = "/sys/fs/bpf";

    @BeforeAll
    static void needsTheKernel() {
        KernelProbe probe = KernelHost.probe();
        assumeTrue(probe.usable(), probe.describe());
    }

    @AfterAll
    static void unmount() {
        MountedBpfFs.unmount();
    }

    /** Pins are put into a file system of the test's own, where nobody else's are. */
    @Override
    Transcript.Result type(Example example, Transcript transcript) throws IOException {
        String source = example.code().source();
        if (!source.contains(PINS)) {
            return super.type(example, transcript);
        }
        String moved = source.replace(PINS, MountedBpfFs.path());
        Transcript.Result result = example.isElsewhere() ? OtherProcess.java(moved) : transcript.java(moved);
        return new Transcript.Result(result.text().replace(MountedBpfFs.path(), PINS), result.isQuiet(), result.ok());
    }

    /** The pages tell of Linux 6.18. */
    @Override
    void wrong(String message) {
        if (!SimulatedRelease.isHere()) {
            System.out.println(message);
        }
        assumeTrue(SimulatedRelease.isHere(), "the pages tell of Linux 6.18, and this kernel does something otherwise");
        super.wrong(message);
    }

    @Override
    Workspace workspace() {
        Workspace workspace = Live.workspace();
        workspace.follow(RecordedEvents.ALL::traffic, 1);
        return workspace;
    }
}
