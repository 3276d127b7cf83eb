// Keeps the processor busy for ever, where the guard of loops cannot see it.
// ends: LIMIT
// takes all its time
java.util.stream.Stream.generate(() -> 1).allMatch(one -> one == 1);
