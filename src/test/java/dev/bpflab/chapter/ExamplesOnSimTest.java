package dev.bpflab.chapter;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.bpf.Errno;
import dev.bpflab.bpf.Stage;
import dev.bpflab.bpf.StartedProcess;
import dev.bpflab.bpf.Workspace;
import dev.bpflab.sim.SimHost;
import dev.bpflab.sim.SimKernel;
import java.util.List;

class ExamplesOnSimTest extends ExamplesContract {
    @Override
    Workspace workspace() {
        return new Workspace(new SimHost(new SimKernel(1)), new EmptyStage());
    }

    /** The chapters' examples need no events. */
    private static final class EmptyStage implements Stage {
        @Override
        public String name() {
            return "empty";
        }

        @Override
        public List<StartedProcess> runProcesses(String command, int times) {
            throw new BpfException("run " + command, Errno.ENOSYS, "a chapter runs no processes", "use a lab");
        }

        @Override
        public StartedProcess runExecChain(String command, int execs) {
            throw new BpfException("run " + command, Errno.ENOSYS, "a chapter runs no processes", "use a lab");
        }

        @Override
        public void close() {}
    }
}
