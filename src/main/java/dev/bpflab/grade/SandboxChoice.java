package dev.bpflab.grade;

import dev.bpflab.bpf.BpfException;
import dev.bpflab.kernel.UserProcesses;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Tries each tier, the best first, by isolating a program that does nothing. */
final class SandboxChoice {
    private static final List<String> NOTHING = List.of("/bin/sh", "-c", "exit 0");
    private static final String INSTALL = "install bubblewrap (for example: apt install bubblewrap)";
    private static final String ALLOW_NAMESPACES =
            "let users make namespaces (sysctl -w user.max_user_namespaces=10000; on Ubuntu also"
                    + " sysctl -w kernel.apparmor_restrict_unprivileged_userns=0; in a container, allow them in its seccomp profile)";
    private static final String BE_ROOT = "run as root";

    private final Set<Tier> allowed;
    private final List<String> reasons = new ArrayList<>();
    private final List<String> remedies = new ArrayList<>();
    private final Optional<Sandbox> sandbox;

    SandboxChoice(Set<Tier> allowed) {
        this.allowed = allowed;
        this.sandbox = choose();
    }

    Sandbox sandbox() {
        return sandbox.orElseThrow(() -> new SandboxUnavailableException(probe()));
    }

    SandboxProbe probe() {
        String found = sandbox.map(Sandbox::describe).orElseGet(() -> String.join("; ", reasons));
        return new SandboxProbe(sandbox.map(Sandbox::tier), found, reasons, String.join(", or ", remedies));
    }

    private Optional<Sandbox> choose() {
        if (!System.getProperty("os.name", "").equals("Linux")) {
            no("this is " + System.getProperty("os.name", "") + ", not Linux", "grade on Linux");
            return Optional.empty();
        }
        try {
            boolean root = UserProcesses.isRoot();
            SystemFiles system = SystemFiles.find();
            CgroupParents cgroups = CgroupParents.find();
            Cgroup.sweep(cgroups);
            return bubblewrap(root, system, cgroups).or(() -> ownUser(root, system, cgroups));
        } catch (LinkageError e) {
            no(
                    "JNA cannot load its native part (" + e.getMessage() + ")",
                    "let java.io.tmpdir or -Djna.tmpdir name a directory from which code may be executed");
            return Optional.empty();
        }
    }

    private Optional<Sandbox> bubblewrap(boolean root, SystemFiles system, CgroupParents cgroups) {
        if (!allowed.contains(Tier.BUBBLEWRAP)) {
            no("bubblewrap is not to be used", "allow it");
            return Optional.empty();
        }
        if (Bubblewrap.program().isEmpty()) {
            no("bubblewrap is not installed", INSTALL);
            return Optional.empty();
        }
        return tried(
                new Sandbox(SandboxTier.bubblewrap(root, system), cgroups),
                "bubblewrap does not work",
                ALLOW_NAMESPACES);
    }

    private Optional<Sandbox> ownUser(boolean root, SystemFiles system, CgroupParents cgroups) {
        if (!allowed.contains(Tier.OWN_USER)) {
            no("users of their own are not to be used", "allow them");
            return Optional.empty();
        }
        if (!root) {
            no("only root can give each submission a user of its own", BE_ROOT);
            return Optional.empty();
        }
        return tried(
                new Sandbox(SandboxTier.ownUser(system), cgroups),
                "a user of its own does not work",
                "give root CAP_SETUID, CAP_SETGID and CAP_KILL");
    }

    private Optional<Sandbox> tried(Sandbox candidate, String failed, String remedy) {
        // It may read the JDK anyway; naming it tells early when another user cannot.
        List<Path> jdk = List.of(Path.of(System.getProperty("java.home")));
        try (Isolated nothing = candidate.start(NOTHING, Limits.forOneJvm(), jdk)) {
            ProcessEnding ending = nothing.end();
            if (ending.status() == 0) {
                return Optional.of(candidate);
            }
            String said = nothing.errors().strip();
            no(failed + " (" + (said.isEmpty() ? ending.describe() : said) + ")", remedy);
        } catch (BpfException e) {
            no(failed + " (" + e.getMessage() + ")", remedy);
        }
        return Optional.empty();
    }

    private void no(String reason, String remedy) {
        reasons.add(reason);
        remedies.add(remedy);
    }
}
