// fails assemble load attach run once by-hand top lookup delete final clean-up ends KILLED
Runtime.getRuntime().halt(0);
