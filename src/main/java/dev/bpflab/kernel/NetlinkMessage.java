package dev.bpflab.kernel;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** One message of rtnetlink(7) about an interface: a header, {@code struct ifinfomsg}, and attributes that may nest. */
final class NetlinkMessage {
    static final int REQUEST = 1;
    static final int ACK = 4;
    static final int DUMP = 0x300;
    static final int CREATE_NEW = 0x600;

    static final int HEADER = 16;
    static final int IFINFOMSG = 16;

    private static final int CAPACITY = 1024;
    private static final int ALIGN = 4;

    private final ByteBuffer bytes = ByteBuffer.allocate(CAPACITY).order(ByteOrder.nativeOrder());

    NetlinkMessage(int type, int flags) {
        bytes.putInt(0).putShort((short) type).putShort((short) (REQUEST | flags));
        bytes.putInt(1).putInt(0);
    }

    /** Adds the {@code struct ifinfomsg} of an interface, 0 for one that is not there yet, and flags to set. */
    NetlinkMessage about(int index, int setFlags) {
        bytes.putInt(0).putInt(index).putInt(setFlags).putInt(setFlags);
        return this;
    }

    NetlinkMessage attribute(int type, byte[] value) {
        bytes.putShort((short) (4 + value.length)).putShort((short) type).put(value);
        return pad();
    }

    NetlinkMessage attribute(int type, String value) {
        return attribute(type, (value + "\0").getBytes(StandardCharsets.UTF_8));
    }

    NetlinkMessage attribute(int type, int value) {
        bytes.putShort((short) 8).putShort((short) type).putInt(value);
        return this;
    }

    /** Adds an attribute that holds whatever is added within. */
    NetlinkMessage nested(int type, Runnable within) {
        int start = bytes.position();
        bytes.putInt(0);
        within.run();
        bytes.putShort(start, (short) (bytes.position() - start)).putShort(start + 2, (short) type);
        return pad();
    }

    private NetlinkMessage pad() {
        while (bytes.position() % ALIGN != 0) {
            bytes.put((byte) 0);
        }
        return this;
    }

    /** Returns the message with its length filled in. */
    byte[] finished() {
        bytes.putInt(0, bytes.position());
        byte[] message = new byte[bytes.position()];
        bytes.get(0, message);
        return message;
    }
}
