// fails assemble load attach run once by-hand top lookup delete final clean-up ends LIMIT
while (true) System.out.println("x".repeat(10_000));
