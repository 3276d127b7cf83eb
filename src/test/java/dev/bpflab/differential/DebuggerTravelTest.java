package dev.bpflab.differential;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.bpf.debug.DebugInput;
import dev.bpflab.bpf.debug.DebugSpec;
import dev.bpflab.bpf.debug.MapCopy;
import dev.bpflab.bpf.debug.Moment;
import dev.bpflab.isa.Program;
import dev.bpflab.sim.Recordings;
import dev.bpflab.sim.SimDebugger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Going back leads to the very moment that was there before, for programs of all kinds. */
class DebuggerTravelTest {
    private static final int PROGRAMS = Integer.getInteger("bpflab.debugger.programs", 25);
    private static final int MOST_STEPS = 80;

    @Test
    void backAndForthLeadsThroughTheSameMoments() {
        int stepped = 0;
        for (long seed = 0; seed < PROGRAMS; seed++) {
            Random random = new Random(seed);
            SimDebugger debugger = new SimDebugger(spec(ProgramGenerator.sample(seed), random), Recordings.NONE);
            List<String> moments = new ArrayList<>(List.of(text(debugger.now())));
            while (moments.size() < MOST_STEPS) {
                debugger.step(1);
                if (debugger.now().step() < moments.size()) {
                    break;
                }
                moments.add(text(debugger.now()));
            }
            for (int i = 0; i < 6; i++) {
                long back = 1L + random.nextInt(moments.size());
                debugger.back(back);
                isAsBefore(debugger, moments, seed);
                debugger.step(1 + random.nextInt(moments.size()));
                isAsBefore(debugger, moments, seed);
            }
            stepped += moments.size();
        }
        assertThat(stepped).isGreaterThan(PROGRAMS * 10);
    }

    private static void isAsBefore(SimDebugger debugger, List<String> moments, long seed) {
        Moment now = debugger.now();
        if (now.step() < moments.size()) {
            assertThat(text(now)).as("seed " + seed).isEqualTo(moments.get((int) now.step()));
        }
    }

    /** One, two or three CPUs, by hand or by seed; programs that the verifier rejects too. */
    private static DebugSpec spec(Sample sample, Random random) {
        Program program = Program.of(sample.insns().stream()
                .map(insn -> new Program.Line(insn, "", null))
                .toList());
        List<MapCopy> maps = new ArrayList<>();
        sample.maps().forEach(attr -> maps.add(new MapCopy("map" + maps.size(), attr, List.of())));
        DebugInput input = DebugInput.DEFAULT.withCpus(1 + random.nextInt(3)).withRuns(1 + random.nextInt(3));
        return new DebugSpec(
                "sample",
                program,
                Optional.of(sample.type()),
                maps,
                4,
                random.nextBoolean() ? input.withSeed(sample.seed()) : input);
    }

    private static String text(Moment moment) {
        StringBuilder text = new StringBuilder("step " + moment.step() + " cpu " + moment.cpu() + "\n");
        for (Moment.Cpu cpu : moment.cpus()) {
            text.append(cpu.state())
                    .append(cpu.run())
                    .append(' ')
                    .append(cpu.slot())
                    .append(cpu.registers());
            text.append(cpu.pointees().size()).append(cpu.returned()).append(cpu.fault());
            cpu.frames().forEach(frame -> text.append(frame.slot()).append(hex(frame.stack())));
            text.append(hex(cpu.packet())).append(hex(cpu.context())).append('\n');
        }
        for (MapCopy map : moment.maps()) {
            map.elements()
                    .forEach(each -> text.append(hex(each.key()))
                            .append('=')
                            .append(hex(each.value()))
                            .append(' '));
        }
        return text.append(moment.trace()).toString();
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }
}
