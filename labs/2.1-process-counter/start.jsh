// Lab 2.1: Process counter
//
// Write what each step asks for below its line. A line /next says that a step is over; it may be left out.
//
//  1. Describe the map: a blueprint in the variable spec
//  2. Create it: a map in the variable counts
//  3. Assemble the program: a Program in the variable counter
//  4. Load it: the variable loaded
//  5. Attach it: the variable link
//  6. Seven executions: the variables four, two and one
//  7. Three processes: the variable once
//  8. Count by hand: a second map in the variable byHand
//  9. The top 10: the variable busiest
// 10. Look up 1000: the variable found
// 11. Delete 1002
// 12. The final state: the variable entries
// 13. Clean up
//
// If you like, in any order:
// e1. A full map: the variables small, lost, careful and held
// e2. A map that forgets: recent and left
// e3. A count for each CPU: perCpu, quick, chain and total
// e4. Count by command name: byComm, commCounter and named
// c1. Account for processes: started, cpuTime, switches, accountant and busy
// c2. Memory of processes: memory, weigher and light
