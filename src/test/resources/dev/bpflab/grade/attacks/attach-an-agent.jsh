// Attaches itself as an agent, to itself and to its grader.
// ends: COMPLETE
System.setProperty("sun.tools.attach.attachTimeout", "300");
var machine = Class.forName("com.sun.tools.attach.VirtualMachine");
for (long pid : List.of(ProcessHandle.current().pid(), ProcessHandle.current().parent().map(ProcessHandle::pid).orElse(1L))) {
    try {
        machine.getMethod("attach", String.class).invoke(null, Long.toString(pid));
    } catch (ReflectiveOperationException refused) {
        continue;
    }
    throw new IllegalStateException("ATTACK SUCCEEDED: attached to " + pid);
}
