// fails kallsyms
// tag::kallsyms[]
var symbols = new TreeMap<Long, String>();

for (String line : kallsyms()) {
    // Address, type, name, and for some a module.
    String[] words = line.split("\\s+");
    if (words[0].charAt(0) < '8' && words[1].equalsIgnoreCase("t")) {
        long address = Long.parseUnsignedLong(words[0], 16);
        symbols.put(address, words[2]);
    }
}
// end::kallsyms[]
