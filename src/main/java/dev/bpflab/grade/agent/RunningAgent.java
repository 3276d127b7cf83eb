package dev.bpflab.grade.agent;

import dev.bpflab.lab.Ending;
import java.io.InputStream;
import java.io.OutputStream;

/** A process in which an agent runs. */
interface RunningAgent extends AutoCloseable {
    /** Returns what it writes to its grader. */
    InputStream output();

    /** Returns where its grader writes to. */
    OutputStream input();

    /** Ends it without waiting. Any thread may call it. */
    void kill();

    /** Waits until it has ended, and says how. */
    Ending end();

    /** Ends it and takes away whatever was made for it. */
    @Override
    void close();
}
