// Says that everything went well.
// ends: COMPLETE|KILLED
System.exit(0);
