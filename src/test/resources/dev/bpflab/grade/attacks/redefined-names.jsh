// Calls things of its own by names that checks look for, and by those of our classes.
// ends: COMPLETE
class BpfMap { public int id() { return 1; } public String toString() { return "counts"; } }
class BpfProgram { }
class Link { public boolean isAttached() { return true; } }
var loaded = new BpfProgram();
var link = new Link();
var byHand = new BpfMap();
Object counter = "a program";
long found = 3;
boolean deleted = true;
boolean passed = true;
void check() { }
String assemble(Object... whatever) { return "assembled"; }
Object load(Object... whatever) { return "loaded"; }
Object attach(Object... whatever) { return "attached"; }
var entries = Map.of(1000L, 4L, 1001L, 2L);
