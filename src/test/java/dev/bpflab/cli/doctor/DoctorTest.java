package dev.bpflab.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bpflab.kernel.KernelHost;
import dev.bpflab.kernel.KernelProbe;
import dev.bpflab.view.Line;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the doctor makes of machines that are made of a few files. */
class DoctorTest {
    private static final KernelProbe REFUSED =
            new KernelProbe(false, "this user may not create a map (EPERM)", "run as root");
    private static final TerminalFacts TERMINAL =
            new TerminalFacts(true, "xterm", "with colours", 80, 24, StandardCharsets.UTF_8);
    private static final int PHONE = 40;

    @TempDir
    Path root;

    private final Map<String, String> properties = new HashMap<>(Map.of(
            "os.name",
            "Linux",
            "os.arch",
            "amd64",
            "os.version",
            "6.1.0-test",
            "java.home",
            "/jdk",
            "java.class.path",
            ""));
    private final Map<String, String> environment = new HashMap<>();

    private void file(String path, String text) throws IOException {
        bytes(path, text.getBytes(StandardCharsets.UTF_8));
    }

    private void bytes(String path, byte[] bytes) throws IOException {
        Path file = root.resolve(path.substring(1));
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private Machine machine() {
        return new Machine(root, environment, properties);
    }

    private List<Finding> examine() {
        return doctor().examine(REFUSED);
    }

    /** Without a process for the sandbox. */
    private Doctor doctor() {
        return new Doctor(machine(), TERMINAL, () -> Finding.yes(Section.GRADING, "grading", "in a sandbox"));
    }

    private static Finding finding(List<Finding> findings, String topic) {
        return findings.stream()
                .filter(finding -> finding.topic().equals(topic))
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing about " + topic + " in " + findings));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Mac OS X", "Windows 11", "FreeBSD"})
    void elsewhereThanOnLinuxTheLabsRunSimulated(String system) {
        properties.put("os.name", system);
        List<Finding> findings = doctor().examine();
        assertThat(finding(findings, "kernel").found()).startsWith(system);
        // Where this test runs there may be a kernel to use, but the files and names are that system's.
        assertThat(finding(findings, "lab 2.1").found()).endsWith("simulated yes");
        assertThat(findings).noneMatch(finding -> finding.section() == Section.RIGHTS);
    }

    @Test
    void aLinuxWithoutAnyFileIsToldOfAsFarAsItGoes() {
        List<Finding> findings = examine();
        assertThat(finding(findings, "proc").remedy()).contains("mount -t proc");
        assertThat(finding(findings, "configuration").found()).contains("/boot/config-6.1.0-test");
        assertThat(finding(findings, "symbols").status()).isEqualTo(Status.NO);
        assertThat(finding(findings, "lab 2.3").found()).isEqualTo("live no, simulated yes");
        assertThat(finding(findings, "lab 2.3").remedy()).isEqualTo("see above: bpf(2)");
    }

    @Test
    void eachLackTellsWhatItPreventsAndMostTellWhatMendsThem() throws IOException {
        file("/proc/self/mounts", "");
        file("/boot/config-6.1.0-test", "CONFIG_NET=y\n");
        file("/sys/kernel/security/lockdown", "none integrity [confidentiality]\n");
        file("/proc/self/status", "Uid:\t1000\t1000\t1000\t1000\nCapEff:\t0\nCapBnd:\tffffffffff\n");
        List<Finding> lacks = examine().stream()
                .filter(finding -> finding.status() == Status.NO && finding.section() != Section.LABS)
                .toList();
        assertThat(lacks).hasSizeGreaterThan(20);
        assertThat(lacks).allSatisfy(lack -> assertThat(lack.prevents()).isNotEmpty());
        assertThat(lacks)
                .filteredOn(lack -> lack.remedy().isEmpty())
                .extracting(Finding::topic)
                .containsExactly("BTF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proc/config.gz", "/boot/config-6.1.0-test", "/usr/lib/modules/6.1.0-test/config"})
    void theConfigurationIsReadWhereverItLies(String place) throws IOException {
        String text = "# CONFIG_NET_NS is not set\nCONFIG_BPF_SYSCALL=y\nCONFIG_VETH=m\n";
        if (place.endsWith(".gz")) {
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
                out.write(text.getBytes(StandardCharsets.UTF_8));
            }
            bytes(place, zipped.toByteArray());
        } else {
            file(place, text);
        }
        List<Finding> findings = examine();
        assertThat(finding(findings, "configuration").found()).endsWith(place);
        assertThat(finding(findings, "CONFIG_VETH").found()).isEqualTo("m: a module");
        assertThat(finding(findings, "CONFIG_NET_NS").status()).isEqualTo(Status.NO);
        assertThat(finding(findings, "CONFIG_NET_NS").prevents()).contains("lab 2.2");
    }

    @Test
    void aBrokenConfigurationIsNone() throws IOException {
        file("/proc/config.gz", "no gzip");
        assertThat(finding(examine(), "configuration").found()).startsWith("not to be read here");
    }

    @ParameterizedTest
    @CsvSource({
        "0,              ffffffffff, sudo bpflab,                            none of",
        "0,              0,          start the container with --privileged,  none of",
        "000001ffffffffff, 1ffffffffff, '',                                  5 of 5",
        // CAP_SYS_ADMIN and CAP_NET_ADMIN stand for all but CAP_SYSLOG.
        "201000,         201000,     '',                                     4 of 5; not CAP_SYSLOG",
    })
    void capabilitiesAreToldOnceWhenAllLack(String effective, String bounding, String remedy, String found)
            throws IOException {
        file("/proc/self/status", "Uid:\t0\t0\t0\t0\nCapEff:\t" + effective + "\nCapBnd:\t" + bounding + "\n");
        Finding told = finding(examine(), "capabilities");
        assertThat(told.found()).startsWith(found);
        assertThat(told.remedy()).isEqualTo(remedy);
    }

    @Test
    void whatOneContainerForbidsIsNamed() throws IOException {
        file("/proc/self/status", "Uid:\t0\t0\t0\t0\nCapEff:\tc000000000\nCapBnd:\tc000000000\n");
        List<Finding> findings = examine();
        assertThat(finding(findings, "CAP_BPF").status()).isEqualTo(Status.YES);
        assertThat(finding(findings, "CAP_NET_ADMIN").remedy()).contains("--cap-add=NET_ADMIN");
        assertThat(finding(findings, "CAP_NET_ADMIN").isTold()).isTrue();
        assertThat(finding(findings, "bpf(2)").remedy()).contains("--cap-add=BPF");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/.dockerenv                        | ''                         | Docker (there is /.dockerenv)",
                "/run/.containerenv                 | ''                         | Podman (there is /run/.containerenv)",
                "/run/systemd/container             | systemd-nspawn             | systemd-nspawn (/run/systemd/container says so)",
                "/proc/1/cgroup                     | 0::/kubepods/besteffort    | kubepods (/proc/1/cgroup names it)",
                "/proc/1/cgroup                     | 0::/init.scope             | none that can be seen",
            })
    void aContainerIsKnownBy(String path, String text, String found) throws IOException {
        file(path, text);
        assertThat(finding(examine(), "container").found()).isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/sys/class/dmi/id/sys_vendor | innotek GmbH          | VirtualBox",
                "/sys/class/dmi/id/sys_vendor | QEMU                  | QEMU",
                "/sys/class/dmi/id/product_name | Parallels ARM Virtual Machine | Parallels",
                "/proc/device-tree/compatible | linux,dummy-virt       | QEMU",
                "/sys/hypervisor/type         | xen                   | xen (/sys/hypervisor/type)",
                "/proc/cpuinfo                | flags\t\t: fpu hypervisor lm | of a kind that does not say its name",
                "/proc/cpuinfo                | flags\t\t: fpu lm            | none that can be seen",
            })
    void aVirtualMachineIsKnownBy(String path, String text, String found) throws IOException {
        file(path, text);
        assertThat(finding(examine(), "virtual machine").found()).startsWith(found);
    }

    @Test
    void hiddenSymbolsAreMendedAsTheirReasonWantsIt() throws IOException {
        file("/proc/kallsyms", "0000000000000000 T startup\n0000000000000000 t other\n");
        file("/proc/self/status", "Uid:\t1000\t1000\t1000\t1000\n");
        assertThat(finding(examine(), "symbols").remedy()).isEqualTo("run as root: sudo bpflab");
        file("/proc/self/status", "Uid:\t0\t0\t0\t0\n");
        assertThat(finding(examine(), "symbols").remedy()).contains("SYSLOG");
        file("/proc/sys/kernel/kptr_restrict", "2\n");
        assertThat(finding(examine(), "symbols").remedy()).isEqualTo("sudo sysctl kernel.kptr_restrict=1");
        file("/proc/kallsyms", "0000000000000000 A first\nffffffff81000000 T startup\n");
        assertThat(finding(examine(), "symbols").status()).isEqualTo(Status.YES);
    }

    @Test
    void fileSystemsAreLookedForWhereTheyBelong() throws IOException {
        file("/proc/self/mounts", "none /sys/fs/bpf bpf rw 0 0\ntracefs /mnt tracefs rw 0 0\n");
        List<Finding> findings = examine();
        assertThat(finding(findings, "bpffs").status()).isEqualTo(Status.YES);
        assertThat(finding(findings, "tracefs").remedy())
                .startsWith("sudo mount -t tracefs tracefs /sys/kernel/tracing");
    }

    @Test
    void aRuntimeWithoutJShellHasNoLabs() {
        JavaFacts runtime = new JavaFacts(machine(), Set.of("java.base"));
        assertThat(finding(runtime.findings(), "jdk.jshell").remedy()).contains("JDK 17");
        List<Finding> labs = new LabSummary(List.of(), true, runtime.hasJShell()).findings();
        assertThat(labs).hasSize(4).allSatisfy(lab -> assertThat(lab.found()).isEqualTo("live no, simulated no"));
    }

    @Test
    void aLabWantsItsMapsProgramsHelpersAndHooks() {
        List<Finding> asked = List.of(
                Finding.yes(Section.MAP_TYPES, "array", "there"),
                Finding.yes(Section.PROGRAM_TYPES, "xdp", "there"),
                Finding.yes(Section.HELPERS, "bpf_map_lookup_elem (xdp)", "there"),
                Finding.yes(Section.HOOKS, "xdp veth0", "by a link"));
        List<Finding> labs = new LabSummary(asked, true, true).findings();
        assertThat(finding(labs, "lab 2.1").remedy()).isEqualTo("see above: hash maps, tracepoint programs");
        assertThat(finding(labs, "lab 2.2").status()).isEqualTo(Status.YES);
        assertThat(finding(labs, "lab 2.2").found())
                .contains("but for experiments with hash maps", "sched_cls programs");
    }

    @Test
    void aDumbOrNarrowTerminalIsToldOf() {
        TerminalFacts facts = new TerminalFacts(true, "dumb", "without colours", 20, 5, StandardCharsets.US_ASCII);
        assertThat(facts.findings())
                .filteredOn(finding -> finding.status() == Status.NO)
                .extracting(Finding::topic)
                .containsExactly("size", "line editing", "encoding");
    }

    @ParameterizedTest
    @ValueSource(ints = {PHONE, 60, 80, 200})
    void theReportFitsAndEndsWithTheLabs(int width) throws IOException {
        file("/proc/self/status", "Uid:\t0\t0\t0\t0\nCapEff:\t0\nCapBnd:\t0\n");
        List<Line> lines = new DoctorReport(examine(), true).lines(width);
        assertThat(lines)
                .allSatisfy(line -> assertThat(line.width()).as(line.plain()).isLessThanOrEqualTo(width));
        String text = String.join("\n", lines.stream().map(Line::plain).toList());
        assertThat(text.substring(text.indexOf("\nLabs\n"))).contains("no  lab 2.1", "no  lab 2.2", "no  lab 2.3");
    }

    @Test
    void whatIsBadIsToldToEveryoneAndTheRestToWhoAsksForAll() throws IOException {
        file("/boot/config-6.1.0-test", "CONFIG_NET=y\n");
        List<Finding> findings = examine();
        assertThat(finding(findings, "CONFIG_NET").isTold()).isFalse();
        assertThat(finding(findings, "CONFIG_VETH").isTold()).isTrue();
        assertThat(new DoctorReport(findings, true).lines(80).size())
                .isGreaterThan(new DoctorReport(findings, false).lines(80).size());
    }

    @Test
    void itLooksAtTheMachineThatItRunsOn() {
        Machine ours = Machine.ours(System.getenv());
        assertThat(ours.property("os.name")).isEqualTo(System.getProperty("os.name"));
        List<Finding> findings = new Doctor(ours, TERMINAL).examine();
        boolean usable = KernelHost.probe().usable();
        assertThat(finding(findings, "bpf(2)").status()).isEqualTo(usable ? Status.YES : Status.NO);
    }
}
