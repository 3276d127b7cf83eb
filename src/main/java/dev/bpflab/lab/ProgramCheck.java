package dev.bpflab.lab;

import dev.bpflab.isa.Program;
import java.util.Optional;

/** {@code program=NAME}: a variable holds an assembled program that names the map in another variable. */
record ProgramCheck(String variable, Uses uses, String hint) implements Check {
    @Override
    public String subject() {
        return "program " + variable;
    }

    @Override
    public boolean isOfPrograms() {
        return true;
    }

    @Override
    public CheckResult judge(Scene scene) {
        Optional<Object> held = scene.variable(variable);
        if (!(held.orElse(null) instanceof Program program)) {
            return CheckResult.failed(
                    "a variable " + variable + " that holds " + Shown.kind(Program.class),
                    Shown.variable(variable, held),
                    hint);
        }
        return uses.areNamedBy(program, scene)
                ? CheckResult.passed()
                : CheckResult.failed(
                        variable + " names " + uses.describe(), variable + " names " + Uses.maps(program), hint);
    }
}
