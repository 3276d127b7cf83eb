// Fills the folder for temporary files, through links too.
// ends: COMPLETE|LIMIT|KILLED
java.nio.file.Files.createSymbolicLink(java.nio.file.Path.of("/tmp/link"), java.nio.file.Path.of("/var/tmp"));
java.nio.file.Files.write(java.nio.file.Path.of("/tmp/link/harm"), new byte[1]);
{
    for (int i = 0; i < 100; i++) java.nio.file.Files.write(java.nio.file.Path.of("/tmp/fill" + i), new byte[10 << 20]);
    throw new IllegalStateException("ATTACK SUCCEEDED: wrote a gigabyte");
}
