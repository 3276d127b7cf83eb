package dev.bpflab.kernel;

import dev.bpflab.bpf.StageContract;
import dev.bpflab.bpf.Workspace;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;

/** The contract on the live stage, while another stage runs processes too. */
@Tag("jdk")
class LiveStageContractIT extends StageContract {
    @Override
    protected Workspace open() {
        LiveKernel.assume();
        return Live.workspace();
    }

    @Override
    protected void amongOthers(Runnable action) throws Exception {
        AtomicBoolean over = new AtomicBoolean();
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> others = CompletableFuture.runAsync(() -> {
            try (LiveStage stage = new LiveStage()) {
                while (!over.get()) {
                    stage.runProcesses("true", 1);
                    begun.countDown();
                }
            } finally {
                begun.countDown();
            }
        });
        begun.await();
        try {
            action.run();
        } finally {
            over.set(true);
            others.get();
        }
    }
}
