// Looks for the solution, the checks and the simulator among what it runs with.
// ends: COMPLETE
for (String name : List.of("dev.bpflab.lab.Lab", "dev.bpflab.lab.LabJudge", "dev.bpflab.sim.Sim", "dev.bpflab.kernel.KernelHost", "dev.bpflab.grade.Grading", "com.sun.jna.Native")) {
    try {
        Class.forName(name);
        throw new IllegalStateException("ATTACK SUCCEEDED: has " + name);
    } catch (ClassNotFoundException absent) {
    }
}
for (String path : System.getProperty("java.class.path").split(":")) {
    try (var jar = new java.util.zip.ZipFile(path)) {
        jar.stream().filter(entry -> entry.getName().matches(".*((^|/)solution|lab\\.adoc|dev/bpflab/(lab|sim|grade)/).*")).findFirst().ifPresent(entry -> { throw new IllegalStateException("ATTACK SUCCEEDED: has " + entry); });
    }
}
