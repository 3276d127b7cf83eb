package dev.bpflab.lab;

import dev.bpflab.bpf.Direction;
import dev.bpflab.bpf.Hook;
import dev.bpflab.bpf.NetInterface;
import dev.bpflab.bpf.VethEnd;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A hook as a lab's document writes it, {@code tracepoint sched/sched_process_exec} or {@code xdp veth0}, which may leave open
 * at which interface, in which mode or how often a program runs.
 */
record HookPattern(Kind kind, List<String> names) {
    /** Any interface will do. */
    private static final String ANY = "";

    private static final int TRIAL_HERTZ = 99;

    /** What documents write, with a word in capitals where a name stands; an interface may be left out. */
    enum Kind {
        TRACEPOINT("tracepoint CATEGORY/NAME", "tracepoint (\\w+)/(\\w+)"),
        RAW_TRACEPOINT("raw_tracepoint NAME", "raw_tracepoint (\\w+)"),
        XDP("xdp INTERFACE", "xdp" + Kind.INTERFACE),
        XDP_NATIVE("xdp_native INTERFACE", "xdp_native" + Kind.INTERFACE),
        TCX_INGRESS("tcx_ingress INTERFACE", "tcx_ingress" + Kind.INTERFACE),
        TCX_EGRESS("tcx_egress INTERFACE", "tcx_egress" + Kind.INTERFACE),
        SOCKET_FILTER("socket_filter INTERFACE", "socket_filter" + Kind.INTERFACE),
        PERF("perf cpu-clock", "perf cpu-clock");

        private static final String INTERFACE = "(?: ([\\w.-]+|\\{\\w+}))?";

        private final String form;
        private final Pattern pattern;

        Kind(String form, String regex) {
            this.form = form;
            this.pattern = Pattern.compile(regex);
        }
    }

    HookPattern {
        names = List.copyOf(names);
    }

    /**
     * Reads what a document writes.
     *
     * @throws IllegalArgumentException with the forms that there are
     */
    static HookPattern parse(String written) {
        for (Kind kind : Kind.values()) {
            Matcher matcher = kind.pattern.matcher(written.strip());
            if (matcher.matches()) {
                List<String> names = Stream.iterate(1, group -> group <= matcher.groupCount(), group -> group + 1)
                        .map(group -> Optional.ofNullable(matcher.group(group)).orElse(ANY))
                        .toList();
                return new HookPattern(kind, names);
            }
        }
        String forms = Stream.of(Kind.values()).map(kind -> kind.form).collect(Collectors.joining(", "));
        throw new IllegalArgumentException("unknown hook '" + written + "'; known are " + forms
                + " (an interface can be left out, or be the {variable} that holds one)");
    }

    /** Tells whether a program that is attached to this hook is attached as the document says. */
    boolean matches(Hook hook, Scene scene) {
        return hook.accept(new Matching(this, device -> isMeant(device, scene)));
    }

    private boolean isMeant(String device, Scene scene) {
        String wanted = names.get(0);
        if (!wanted.startsWith("{")) {
            return wanted.equals(ANY) || wanted.equals(device);
        }
        return scene.variable(wanted.substring(1, wanted.length() - 1))
                .map(held -> held instanceof NetInterface one ? one.name() : held)
                .filter(device::equals)
                .isPresent();
    }

    /** Returns the hook at which a trial attaches a program: at {@code veth0} unless another interface is named. */
    Hook inTrial() {
        String device = names.isEmpty() || !names.get(0).matches("[\\w.-]+") ? VethEnd.VETH0.device() : names.get(0);
        return switch (kind) {
            case TRACEPOINT -> new Hook.Tracepoint(names.get(0), names.get(1));
            case RAW_TRACEPOINT -> new Hook.RawTracepoint(names.get(0));
            case XDP -> new Hook.Xdp(device, Hook.Xdp.Mode.GENERIC);
            case XDP_NATIVE -> new Hook.Xdp(device, Hook.Xdp.Mode.NATIVE);
            case TCX_INGRESS -> new Hook.Tcx(device, Direction.INGRESS);
            case TCX_EGRESS -> new Hook.Tcx(device, Direction.EGRESS);
            case SOCKET_FILTER -> new Hook.SocketFilter(device);
            case PERF -> new Hook.PerfSampling(TRIAL_HERTZ, Hook.PerfSampling.EVERY_PROCESS);
        };
    }

    /** Returns the hook as learners read it, in the words that {@code links()} uses. */
    String describe() {
        String device = names.isEmpty() ? "" : names.get(0);
        String at = device.equals(ANY)
                ? "any interface"
                : device.startsWith("{") ? "the interface in " + device.substring(1, device.length() - 1) : device;
        return switch (kind) {
            case TRACEPOINT, RAW_TRACEPOINT -> inTrial().describe();
            case XDP -> "xdp " + at;
            case XDP_NATIVE -> "native xdp " + at;
            case TCX_INGRESS -> "tcx ingress " + at;
            case TCX_EGRESS -> "tcx egress " + at;
            case SOCKET_FILTER -> "socket filter on " + at;
            case PERF -> "sampling by the CPU's clock";
        };
    }

    private record Matching(HookPattern pattern, Predicate<String> isMeant) implements Hook.Visitor<Boolean> {
        private boolean is(Kind kind) {
            return pattern.kind() == kind;
        }

        @Override
        public Boolean tracepoint(Hook.Tracepoint hook) {
            return is(Kind.TRACEPOINT) && pattern.names().equals(List.of(hook.category(), hook.name()));
        }

        @Override
        public Boolean rawTracepoint(Hook.RawTracepoint hook) {
            return is(Kind.RAW_TRACEPOINT) && pattern.names().equals(List.of(hook.name()));
        }

        @Override
        public Boolean xdp(Hook.Xdp hook) {
            boolean mode = is(Kind.XDP) || (is(Kind.XDP_NATIVE) && hook.mode() == Hook.Xdp.Mode.NATIVE);
            return mode && isMeant.test(hook.device());
        }

        @Override
        public Boolean tcx(Hook.Tcx hook) {
            Kind direction = hook.direction() == Direction.INGRESS ? Kind.TCX_INGRESS : Kind.TCX_EGRESS;
            return is(direction) && isMeant.test(hook.device());
        }

        @Override
        public Boolean perfSampling(Hook.PerfSampling hook) {
            return is(Kind.PERF);
        }

        @Override
        public Boolean socketFilter(Hook.SocketFilter hook) {
            return is(Kind.SOCKET_FILTER) && isMeant.test(hook.device());
        }
    }
}
