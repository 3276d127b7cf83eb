// fails assemble load attach run once by-hand top lookup delete final clean-up ends LIMIT
Thread.sleep(Long.MAX_VALUE);
