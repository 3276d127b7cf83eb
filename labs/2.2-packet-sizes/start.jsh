// Lab 2.2: Packet sizes
//
// Write what each step asks for below its line. A line /next says that a step is over; it may be left out.
//
//  1. Describe the buckets: a blueprint in the variable spec, and a number in fullFrame
//  2. Create the array: a map in the variable sizes
//  3. Zeroed already: the variables elements and first
//  4. Assemble the program: a Program in the variable sizer
//  5. Load it: the variable loaded
//  6. Attach it: the variable link
//  7. Send packets: the variables sent and traffic
//  8. Histogram and statistics: the variables total and busiest
//  9. Fifty full packets: the variable more
// 10. Read bucket 5: the variable full
// 11. Clean up
//
// If you like, in any order; in a file, after a line /next:
// e1. Finer buckets: the variables fine, fineSizer and fineTraffic
// e2. Buckets that double: the variables bySize, log2Sizer and log2Traffic
// e3. Count by protocol: the variables protocols, protocolCounter and protocolTraffic
// e4. Watch it grow: the variables redrawn, liveSizer and round
// c1. Both directions: the variables rxSizes, txSizes, rx, tx and bothWays
// c2. Each interface: the variables perInterface, interfaceCounter and interfaceTraffic
// c3. Sizes of each protocol: the variables protocolSizes, protocolSizer and protocolSizeTraffic
// c4. A report in JSON: the variables report and json
