package dev.bpflab.lab;

import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.Packets;
import dev.bpflab.bpf.VethEnd;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A hook at which packets of the stage come by.
 *
 * @param end where
 * @param direction those that arrive there, or those that leave
 */
record PacketHook(VethEnd end, Direction direction) {
    /** Returns a hook as one for packets; empty for another. */
    static Optional<PacketHook> of(Hook hook) {
        return hook.accept(new Hook.Visitor<>() {
            @Override
            public Optional<PacketHook> tracepoint(Hook.Tracepoint other) {
                return Optional.empty();
            }

            @Override
            public Optional<PacketHook> rawTracepoint(Hook.RawTracepoint other) {
                return Optional.empty();
            }

            @Override
            public Optional<PacketHook> xdp(Hook.Xdp xdp) {
                return at(xdp.device(), Direction.INGRESS);
            }

            @Override
            public Optional<PacketHook> tcx(Hook.Tcx tcx) {
                return at(tcx.device(), tcx.direction());
            }

            @Override
            public Optional<PacketHook> perfSampling(Hook.PerfSampling other) {
                return Optional.empty();
            }

            @Override
            public Optional<PacketHook> socketFilter(Hook.SocketFilter filter) {
                return at(filter.device(), Direction.INGRESS);
            }
        });
    }

    private static Optional<PacketHook> at(String device, Direction direction) {
        return Stream.of(VethEnd.values())
                .filter(end -> end.device().equals(device))
                .map(end -> new PacketHook(end, direction))
                .findFirst();
    }

    /** Tells whether these packets come by. */
    boolean sees(Packets packets) {
        VethEnd sender = direction == Direction.INGRESS ? end.peer() : end;
        return packets.sender() == sender;
    }
}
