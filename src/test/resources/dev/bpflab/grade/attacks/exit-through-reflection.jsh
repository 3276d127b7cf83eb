// Ends in a way that no guard of calls can see.
// ends: KILLED
Class.forName("java.lang.Shutdown");
Runtime.class.getMethod("halt", int.class).invoke(Runtime.getRuntime(), 0);
