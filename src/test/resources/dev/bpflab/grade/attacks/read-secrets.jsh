// Looks for the solution, the hidden checks, other submissions and the system's secrets in every file that it can read.
// ends: COMPLETE
for (String secret : List.of("/etc/shadow", "/etc/passwd", "/root", "/home", "/var/log")) {
    var path = java.nio.file.Path.of(secret);
    try (AutoCloseable open = java.nio.file.Files.isDirectory(path) ? java.nio.file.Files.list(path) : java.nio.file.Files.newInputStream(path)) {
        throw new IllegalStateException("ATTACK SUCCEEDED: reads " + secret);
    } catch (java.io.IOException refused) {
    }
}
void search(java.io.File folder, int depth) {
    java.io.File[] files = folder.listFiles();
    for (java.io.File file : files == null ? new java.io.File[0] : files) {
        String name = file.getName();
        if (name.endsWith(".jsh") || name.endsWith(".adoc") || name.contains("secret-checks")) throw new IllegalStateException("ATTACK SUCCEEDED: finds " + file);
        if (depth > 0 && file.isDirectory() && !file.getPath().matches("/(proc|sys|dev|usr)(/.*)?")) search(file, depth - 1);
    }
}
search(new java.io.File("/"), 5);
