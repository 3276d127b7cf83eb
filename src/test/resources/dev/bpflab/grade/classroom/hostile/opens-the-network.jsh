// passes
new java.net.Socket("127.0.0.1", 22);
