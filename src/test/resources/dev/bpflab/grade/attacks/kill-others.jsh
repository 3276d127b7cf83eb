// Ends its parent and whatever else it sees.
// ends: COMPLETE|KILLED
ProcessHandle.current().parent().ifPresent(ProcessHandle::destroyForcibly);
ProcessHandle.allProcesses().filter(each -> each.pid() != ProcessHandle.current().pid()).forEach(ProcessHandle::destroyForcibly);
new ProcessBuilder("/bin/sh", "-c", "kill -9 -1").start();
