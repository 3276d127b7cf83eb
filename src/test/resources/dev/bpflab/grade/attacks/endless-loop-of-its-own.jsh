// Keeps the processor busy for ever.
// ends: LIMIT
// takes all its time
while (true) { }
