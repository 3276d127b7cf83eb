package dev.bpflab.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.bpflab.bpf.AttachType;
import dev.bpflab.bpf.MapType;
import dev.bpflab.bpf.ProgramType;
import dev.bpflab.isa.Helper;
import dev.bpflab.kernel.KernelAnswer.Has;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kernel is found to have, beside what bpftool finds and beside the kernel's own description of its types. */
class KernelFeaturesIT {
    private static final List<ProgramType> TYPES =
            List.of(ProgramType.TRACEPOINT, ProgramType.XDP, ProgramType.SCHED_CLS, ProgramType.PERF_EVENT);

    /** What bpftool asks for only when it is told to, because a kernel with such programs says so in its log. */
    private static final Set<Helper> NOT_ASKED_BY_BPFTOOL =
            Set.of(Helper.TRACE_PRINTK, Helper.TRACE_VPRINTK, Helper.PROBE_WRITE_USER);

    private long before;

    @BeforeEach
    void count() {
        LiveKernel.assume();
        before = LiveKernel.openDescriptors();
    }

    @AfterEach
    void leavesNothingOpen() {
        assertThat(LiveKernel.openDescriptors()).isEqualTo(before);
    }

    @Test
    void whatThisBranchOfTheKernelAlwaysHasIsThere() {
        for (MapType type : List.of(MapType.HASH, MapType.ARRAY, MapType.PERCPU_HASH, MapType.HASH_OF_MAPS)) {
            assertThat(KernelFeatures.has(type)).as(type.name()).isEqualTo(KernelAnswer.yes());
        }
        assertThat(KernelFeatures.has(ProgramType.SOCKET_FILTER)).isEqualTo(KernelAnswer.yes());
        assertThat(KernelFeatures.has(ProgramType.XDP, Helper.MAP_LOOKUP_ELEM)).isEqualTo(KernelAnswer.yes());
        assertThat(KernelFeatures.has(ProgramType.SOCKET_FILTER, Helper.GET_STACKID)
                        .has())
                .isEqualTo(Has.NO);
    }

    @Test
    void bpftoolFindsTheSameTypesOfMaps() {
        JsonNode theirs = bpftool().path("map_types");
        List<String> others = new ArrayList<>();
        for (MapType type : MapType.values()) {
            JsonNode found = theirs.path("have_" + type.kernelName() + "_map_type");
            // An older tool does not know newer types.
            if (!found.isMissingNode()
                    && found.asBoolean() != KernelFeatures.has(type).isYes()) {
                others.add(type.kernelName() + ": " + KernelFeatures.has(type) + ", bpftool says " + found);
            }
        }
        assertThat(others).isEmpty();
        assertThat(theirs.size()).isGreaterThan(20);
    }

    @Test
    void bpftoolFindsTheSameTypesOfProgramsWhereItsQuestionIsAnswered() {
        JsonNode theirs = bpftool().path("program_types");
        Map<ProgramType, String> others = new EnumMap<>(ProgramType.class);
        for (ProgramType type : ProgramType.values()) {
            JsonNode found = theirs.path("have_" + type.kernelName() + "_prog_type");
            KernelAnswer ours = KernelFeatures.has(type);
            // What was refused with EPERM is unknown to us, and to bpftool not there.
            boolean refused = ours.has() == Has.UNKNOWN && ours.why().contains("EPERM");
            boolean agree = refused ? !found.asBoolean() : found.asBoolean() == ours.isYes();
            if (!found.isMissingNode() && !agree) {
                others.put(type, ours.toString());
            }
        }
        // bpftool asks for fentry, which may be refused with EPERM where BTF tracepoints are not; we ask for those.
        if (ProgramProbe.of(AttachType.TRACE_FENTRY).why().contains("EPERM")) {
            others.remove(ProgramType.TRACING);
        }
        assertThat(others).isEmpty();
        assertThat(theirs.size()).isGreaterThan(20);
    }

    @Test
    void bpftoolFindsTheSameHelpersWhereItUnderstandsTheVerifier() {
        JsonNode theirs = bpftool().path("helpers");
        Set<Set<String>> lists = new HashSet<>();
        List<String> others = new ArrayList<>();
        for (ProgramType type : TYPES) {
            Set<String> listed = new HashSet<>();
            theirs.path(type.kernelName() + "_available_helpers").forEach(name -> listed.add(name.asText()));
            lists.add(listed);
        }
        Set<String> known = new HashSet<>();
        lists.forEach(known::addAll);
        // One that looks for other words than the verifier says now finds all helpers for every type of programs.
        boolean tellsTypesApart = lists.size() > 1;
        for (ProgramType type : TYPES) {
            Set<String> listed = new HashSet<>();
            theirs.path(type.kernelName() + "_available_helpers").forEach(name -> listed.add(name.asText()));
            for (Helper helper : Helper.values()) {
                boolean asked = known.contains(helper.kernelName()) && !NOT_ASKED_BY_BPFTOOL.contains(helper);
                KernelAnswer ours = KernelFeatures.has(type, helper);
                boolean explained = !tellsTypesApart && ours.has() == Has.NO;
                if (asked && !explained && ours.isYes() != listed.contains(helper.kernelName())) {
                    others.add(type + " " + helper + ": " + ours);
                }
            }
        }
        assertThat(others).isEmpty();
        assertThat(known).hasSizeGreaterThan(100);
    }

    private static JsonNode bpftool() {
        BpfTool.assume();
        try {
            return new ObjectMapper().readTree(BpfTool.run("-j", "feature", "probe", "kernel"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theNumbersAreThoseOfTheKernelsTypeDescription() {
        BpfTool.assume();
        String types = BpfTool.run("btf", "dump", "file", "/sys/kernel/btf/vmlinux");
        Assumptions.assumeTrue(types.contains("'bpf_attach_type'"), "this kernel has no BTF");
        sameNumbers(types, "bpf_attach_type", "BPF_", AttachType.values(), AttachType::number);
        sameNumbers(types, "bpf_prog_type", "BPF_PROG_TYPE_", ProgramType.values(), ProgramType::number);
        sameNumbers(types, "bpf_map_type", "BPF_MAP_TYPE_", MapType.values(), MapType::number);
    }

    private static <E extends Enum<E>> void sameNumbers(
            String types, String name, String prefix, E[] ours, ToIntFunction<E> number) {
        String described = types.substring(types.indexOf("ENUM '" + name + "'"));
        described = described.substring(0, described.indexOf("\n["));
        int compared = 0;
        for (E each : ours) {
            Matcher value =
                    Pattern.compile("'" + prefix + each.name() + "' val=(\\d+)").matcher(described);
            if (value.find()) {
                compared++;
                assertThat(Integer.parseInt(value.group(1))).as(each.name()).isEqualTo(number.applyAsInt(each));
            }
        }
        assertThat(compared).as(name.toUpperCase(Locale.ROOT)).isGreaterThan(20);
    }
}
