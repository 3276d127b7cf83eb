// passes
// tag::kallsyms[]
TreeMap<Long, String> symbols = kallsyms().stream()
    .map(line -> line.split("\\s+"))
    .filter(words -> words[1].matches("[tT]"))
    .collect(Collectors.toMap(
        words -> Long.parseUnsignedLong(words[0], 16), words -> words[2], (a, b) -> b,
        () -> new TreeMap<Long, String>(Long::compareUnsigned)));
// end::kallsyms[]
