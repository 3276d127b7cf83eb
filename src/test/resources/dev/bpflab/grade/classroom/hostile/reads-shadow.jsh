// passes
System.out.println(Files.readString(Path.of("/etc/shadow")));
