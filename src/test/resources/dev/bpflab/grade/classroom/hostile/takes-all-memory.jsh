// passes
var hog = new ArrayList<byte[]>();
while (true) hog.add(new byte[1 << 24]);
hog.clear();
