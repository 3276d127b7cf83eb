// Connects to the machine and to others, listens, and looks up names.
// ends: COMPLETE
for (String address : List.of("127.0.0.1", "1.1.1.1", "169.254.169.254")) {
    try (var socket = new java.net.Socket()) {
        socket.connect(new java.net.InetSocketAddress(address, 80), 500);
        throw new IllegalStateException("ATTACK SUCCEEDED: connects to " + address);
    } catch (java.io.IOException refused) {
    }
}
try (var server = new java.net.ServerSocket(0)) {
    throw new IllegalStateException("ATTACK SUCCEEDED: listens");
} catch (java.io.IOException refused) {
}
{
    java.net.InetAddress.getByName("example.com");
    throw new IllegalStateException("ATTACK SUCCEEDED: looks up names");
}
