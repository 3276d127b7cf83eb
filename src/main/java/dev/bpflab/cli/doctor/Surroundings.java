package dev.bpflab.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Whether this is a container or a virtual machine, which kind, and how that is known. */
final class Surroundings {
    private static final Section MACHINE = Section.MACHINE;

    /** What the firmware says of itself, and what people call that. */
    private static final Map<String, String> VENDORS = new LinkedHashMap<>();

    static {
        VENDORS.put("virtualbox", "VirtualBox");
        VENDORS.put("innotek", "VirtualBox");
        VENDORS.put("vmware", "VMware");
        VENDORS.put("parallels", "Parallels");
        VENDORS.put("apple virtualization", "Apple's virtualization");
        VENDORS.put("amazon ec2", "Amazon EC2");
        VENDORS.put("google compute", "Google Compute Engine");
        VENDORS.put("microsoft corporation virtual", "Hyper-V");
        VENDORS.put("xen", "Xen");
        VENDORS.put("openstack", "OpenStack");
        VENDORS.put("bochs", "Bochs");
        VENDORS.put("kvm", "KVM");
        VENDORS.put("qemu", "QEMU");
    }

    private final Machine machine;

    Surroundings(Machine machine) {
        this.machine = machine;
    }

    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.fact(MACHINE, "container", container().orElse("none that can be seen")));
        findings.add(Finding.fact(MACHINE, "virtual machine", virtualMachine().orElse("none that can be seen")));
        machine.read("/sys/devices/system/cpu/online")
                .ifPresent(cpus -> findings.add(Finding.fact(
                                MACHINE,
                                "CPUs",
                                "online " + cpus
                                        + machine.read("/sys/devices/system/cpu/possible")
                                                .map(possible -> ", possible " + possible)
                                                .orElse(""))
                        .asAside()));
        return findings;
    }

    private Optional<String> container() {
        if (machine.has("/.dockerenv")) {
            return Optional.of("Docker (there is /.dockerenv)");
        }
        if (machine.has("/run/.containerenv")) {
            return Optional.of("Podman (there is /run/.containerenv)");
        }
        Optional<String> named = machine.read("/run/systemd/container")
                .filter(name -> !name.isEmpty())
                .map(name -> name + " (/run/systemd/container says so)");
        if (named.isPresent()) {
            return named;
        }
        if (machine.environment().containsKey("KUBERNETES_SERVICE_HOST")) {
            return Optional.of("Kubernetes (KUBERNETES_SERVICE_HOST is set)");
        }
        for (String kind : List.of("docker", "kubepods", "containerd", "lxc", "machine.slice")) {
            if (machine.read("/proc/1/cgroup")
                    .filter(text -> text.contains(kind))
                    .isPresent()) {
                return Optional.of(kind + " (/proc/1/cgroup names it)");
            }
        }
        return hasOtherRoot()
                ? Optional.of("a root folder of its own (chroot; that of process 1 is another)")
                : Optional.empty();
    }

    /** Only root may compare. */
    private boolean hasOtherRoot() {
        try {
            return !Files.isSameFile(machine.path("/proc/1/root"), machine.path("/"));
        } catch (IOException | SecurityException notToBeSeen) {
            return false;
        }
    }

    private Optional<String> virtualMachine() {
        if (machine.release().toLowerCase(Locale.ROOT).contains("microsoft")) {
            return Optional.of("Windows Subsystem for Linux (the kernel's name says so)");
        }
        String firmware = machine.read("/sys/class/dmi/id/sys_vendor").orElse("")
                + " "
                + machine.read("/sys/class/dmi/id/product_name").orElse("");
        for (Map.Entry<String, String> vendor : VENDORS.entrySet()) {
            if (firmware.toLowerCase(Locale.ROOT).contains(vendor.getKey())) {
                return Optional.of(vendor.getValue() + " (/sys/class/dmi/id says \"" + firmware.strip() + "\")");
            }
        }
        Optional<String> hypervisor = machine.read("/sys/hypervisor/type").filter(type -> !type.isEmpty());
        if (hypervisor.isPresent()) {
            return Optional.of(hypervisor.get() + " (/sys/hypervisor/type)");
        }
        if (machine.read("/proc/device-tree/compatible").orElse("").contains("linux,dummy-virt")) {
            return Optional.of("QEMU (/proc/device-tree/compatible says \"linux,dummy-virt\")");
        }
        boolean flagged = machine.field("/proc/cpuinfo", "flags\t\t")
                .filter(flags -> (" " + flags + " ").contains(" hypervisor "))
                .isPresent();
        return flagged || machine.has("/proc/device-tree/hypervisor")
                ? Optional.of("of a kind that does not say its name (the processor knows of a hypervisor)")
                : Optional.empty();
    }
}
