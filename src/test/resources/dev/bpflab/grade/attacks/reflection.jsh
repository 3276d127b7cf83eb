// Takes our own objects apart: the pipe, the calls, the books of what was made, and changes what it can.
// ends: COMPLETE|BROKE_PROTOCOL|KILLED
int changed = 0;
for (var thread : Thread.getAllStackTraces().keySet()) {
    for (Class<?> type = thread.getClass(); type != null; type = type.getSuperclass()) {
        for (var field : type.getDeclaredFields()) {
            try { field.setAccessible(true); changed++; } catch (RuntimeException closed) { }
        }
    }
}
Object workspace = dev.bpflab.bpf.Workspace.class.getDeclaredMethods();
for (String name : List.of("dev.bpflab.bpf.Workspace", "dev.bpflab.bpf.BpfObject", "dev.bpflab.bpf.BpfMap", "dev.bpflab.agent.RemoteHost", "dev.bpflab.agent.Calls")) {
    for (var field : Class.forName(name).getDeclaredFields()) {
        field.setAccessible(true);
        if (java.lang.reflect.Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) field.set(null, null);
    }
}
