package dev.bpflab.bpf;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What every host does alike. Each expected outcome was asked of Linux 6.18 as root. */
public abstract class BpfHostContract
        implements MapCreationContract,
                HashMapContract,
                ArrayMapContract,
                PerCpuMapContract,
                QueueMapContract,
                LpmTrieContract,
                LruMapContract,
                MapBatchContract,
                MapOperationsContract,
                TypedMapContract,
                DescriptorContract,
                ProgramLoadContract,
                ExplanationContract,
                HookContract,
                LinkContract,
                ProgramRunContract,
                TestRunContextContract,
                HelperContract,
                PacketArgumentContract,
                RingbufContract,
                StackTraceContract,
                RaceContract,
                ThreadContract {
    private BpfHost host;

    /** Opens a host with nothing on it. */
    protected abstract BpfHost open();

    @BeforeEach
    void openHost() {
        host = open();
    }

    @AfterEach
    void closeHost() {
        // No host was opened when the test is skipped.
        if (host != null) {
            host.close();
        }
    }

    @Override
    public final BpfHost host() {
        return host;
    }
}
