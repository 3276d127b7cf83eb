package dev.bpflab.record;

import dev.bpflab.bpf.Frame;
import dev.bpflab.bpf.Symbol;
import dev.bpflab.sim.StackRecording;
import java.util.ArrayList;
import java.util.List;

/** A stack as a recording writes it: not its addresses, which differ from start to start. */
record Written(String task, int pid, int state, List<String> kernel, List<String> user) {
    private static final String UNKNOWN = "[unknown]";

    static Written of(List<Frame> frames, String task, int pid, int state) {
        List<String> kernel = new ArrayList<>();
        List<String> user = new ArrayList<>();
        for (Frame frame : frames) {
            if (frame.isKernel()) {
                kernel.add(frame.toString());
            } else if (user.isEmpty() || !task.equals(StackRecording.PARENT)) {
                // The inside of a virtual machine, which the workbench's own stack is, tells nothing.
                user.add(written(frame, task));
            }
        }
        return new Written(task, pid, state, kernel, user);
    }

    private static String written(Frame frame, String task) {
        return frame.symbol()
                .map(symbol -> new Symbol(
                                symbol.name(), symbol.offset(), symbol.module().equals(task) ? "" : symbol.module())
                        .toString())
                .filter(StackRecording::isFrame)
                .orElse(UNKNOWN);
    }

    StackRecording.Stack counted(StackRecording.At at, long count) {
        return new StackRecording.Stack(at, state, task, pid, count, kernel, user);
    }
}
