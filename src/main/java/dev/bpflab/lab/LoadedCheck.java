package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.BpfProgram;
import dev.bpflab.bpf.ProgramType;
import java.util.List;
import java.util.stream.Collectors;

/** {@code loaded=TYPE,uses="MAP, MAP"}: a program of this type that names the maps is loaded. */
record LoadedCheck(ProgramType type, Uses uses, String hint) implements Check {
    @Override
    public String subject() {
        return "loaded programs";
    }

    @Override
    public CheckResult judge(Scene scene) {
        List<BpfProgram> programs = scene.workspace().programs();
        boolean loaded = programs.stream()
                .anyMatch(program -> program.spec().type() == type
                        && uses.areNamedBy(program.spec().program(), scene));
        return loaded
                ? CheckResult.passed()
                : CheckResult.failed(
                        text("loadedCheck.loadedProgramThatNames", type.kernelName(), uses.describe()),
                        programs.isEmpty() ? text("loadedCheck.noLoadedProgram") : describe(programs),
                        hint);
    }

    private static String describe(List<BpfProgram> programs) {
        return programs.stream()
                .map(program -> program.spec().type().aProgram() + " that names "
                        + Uses.maps(program.spec().program()))
                .collect(Collectors.joining(", "));
    }
}
