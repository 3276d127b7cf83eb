// passes
ProcessHandle.current().parent().ifPresent(ProcessHandle::destroyForcibly);
