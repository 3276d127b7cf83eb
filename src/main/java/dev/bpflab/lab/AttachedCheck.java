package dev.bpflab.lab;

import static dev.bpflab.lab.Messages.text;

import dev.bpflab.bpf.Link;
import java.util.List;
import java.util.stream.Collectors;

/** {@code attached="HOOK",uses="MAP, MAP"}: a program that names the maps is attached to this hook. */
record AttachedCheck(HookPattern hook, Uses uses, String hint) implements Check {
    @Override
    public String subject() {
        return "links";
    }

    @Override
    public CheckResult judge(Scene scene) {
        List<Link> links = scene.workspace().links();
        boolean attached = links.stream()
                .anyMatch(link -> hook.matches(link.hook(), scene)
                        && uses.areNamedBy(link.program().spec().program(), scene));
        return attached
                ? CheckResult.passed()
                : CheckResult.failed(
                        text("attachedCheck.programThatNamesAttachedTo", uses.describe(), hook.describe()),
                        links.isEmpty() ? text("attachedCheck.noProgramAttached") : describe(links),
                        hint);
    }

    private static String describe(List<Link> links) {
        return links.stream()
                .map(link -> text(
                        "attachedCheck.programThatNamesAttachedTo",
                        Uses.maps(link.program().spec().program()),
                        link.hook().describe()))
                .collect(Collectors.joining("; "));
    }
}
