// Writes wherever there is a folder.
// ends: COMPLETE
for (String folder : List.of("", "/usr", "/etc", "/var", "/var/tmp", "/dev", "/dev/shm", "/run", "/root", "/home", System.getProperty("java.class.path").replaceFirst("/[^/]*:.*", ""))) {
    try {
        java.nio.file.Files.writeString(java.nio.file.Path.of(folder + "/harm"), "harm");
    } catch (java.io.IOException refused) {
        continue;
    }
    throw new IllegalStateException("ATTACK SUCCEEDED: writes to " + folder);
}
