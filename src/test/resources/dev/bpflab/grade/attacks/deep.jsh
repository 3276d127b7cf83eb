// Has the grader look at what has no end.
// ends: COMPLETE
List<Object> counts = new ArrayList<>();
counts.add(counts);
var spec = new AbstractList<Object>() { public Object get(int i) { return this; } public int size() { return Integer.MAX_VALUE; } };
Map<Object, Object> entries = new HashMap<>();
entries.put("self", entries);
class Slow { public String toString() { throw new StackOverflowError(); } }
var loaded = new Slow();
