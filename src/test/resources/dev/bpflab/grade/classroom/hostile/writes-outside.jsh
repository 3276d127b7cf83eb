// passes
Files.writeString(Path.of("/var/tmp/bpflab-was-here"), "x");
