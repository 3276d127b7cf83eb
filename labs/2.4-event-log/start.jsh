// Lab 2.4: Event log
//
// Write what each step asks for below its line. A line /next says that a step is over; it may be left out.
//
// 1. Create the ring buffer: Exec, EXEC and the variable events
// 2. Assemble the program: the variable recorder
// 3. Load and attach it
// 4. Take the records out: the variables three, log and taken
// 5. From a log to a table: the variable names
// 6. Clean up
//
// If you like, in any order:
// e1. A reader that is too slow: small, lost, careful and kept
// c1. A log of packets: packetLog, packetRecorder, logTraffic and logged
