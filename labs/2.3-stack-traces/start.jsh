// Lab 2.3: Stack traces
//
// Write what each step asks for below its line. A line /next says that a step is over; it may be left out.
//
// 1. A process to look at: the variable spin
// 2. The kernel's symbols: a TreeMap in the variable symbols
// 3. Two maps: the variables stacks and counts
// 4. Assemble the program: a Program in the variable sampler
// 5. Load it: the variable loaded
// 6. Attach and sample: the variable hot
// 7. The top 5: the variable busiest
// 8. Look up one stack: the variable trace
// 9. Clean up
// Experiments and challenges, if you like, each with variables of its own
