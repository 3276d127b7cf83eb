// Takes 10 GB: on the heap, beside it, and where no flag of a JVM limits it.
// ends: COMPLETE|LIMIT|KILLED
var heap = new java.util.ArrayList<byte[]>();
for (int i = 0; i < 160; i++) heap.add(new byte[64 << 20]);
heap = null;
var direct = new java.util.ArrayList<java.nio.ByteBuffer>();
for (int i = 0; i < 160; i++) direct.add(java.nio.ByteBuffer.allocateDirect(64 << 20));
direct = null;
{
    var field = Class.forName("sun.misc.Unsafe").getDeclaredField("theUnsafe");
    field.setAccessible(true);
    Object unsafe = field.get(null);
    long tenGigabytes = 10L << 30;
    long memory = (long) unsafe.getClass().getMethod("allocateMemory", long.class).invoke(unsafe, tenGigabytes);
    unsafe.getClass().getMethod("setMemory", long.class, long.class, byte.class).invoke(unsafe, memory, tenGigabytes, (byte) 1);
    throw new IllegalStateException("ATTACK SUCCEEDED: it has 10 GB");
}
