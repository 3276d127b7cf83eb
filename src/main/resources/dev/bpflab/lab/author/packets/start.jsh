// Lab @ID@: @TITLE@
//
// Write what each step asks for below its line. A line /next says that a step is over; it may be left out.
//
// 1. Create the map: the variable sizes
// 2. Assemble the program: the variable sizer
// 3. Load and attach it
// 4. Send packets: the variable traffic
// 5. Clean up
