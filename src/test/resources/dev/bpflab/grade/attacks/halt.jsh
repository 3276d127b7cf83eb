// Ends at once, as if everything went well.
// ends: KILLED
Runtime.getRuntime().halt(0);
