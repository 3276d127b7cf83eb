// Puts classes of its own in place of ours.
// ends: COMPLETE
var bytes = java.util.Base64.getDecoder().decode("yv66vgAAAD0ADQoAAgADBwAEDAAFAAYBABBqYXZhL2xhbmcvT2JqZWN0AQAGPGluaXQ+AQADKClWBwAIAQATZGV2L2JwZmxhYi9icGYvRXZpbAEABENvZGUBAA9MaW5lTnVtYmVyVGFibGUBAApTb3VyY2VGaWxlAQAJRXZpbC5qYXZhACEABwACAAAAAAABAAEABQAGAAEACQAAAB0AAQABAAAABSq3AAGxAAAAAQAKAAAABgABAAAAAQABAAsAAAACAAw=");
var lookup = java.lang.invoke.MethodHandles.privateLookupIn(dev.bpflab.bpf.Workspace.class, java.lang.invoke.MethodHandles.lookup());
lookup.defineClass(bytes);
var loader = new java.net.URLClassLoader(new java.net.URL[0], null) { public Class<?> define(byte[] bytes) { return defineClass(null, bytes, 0, bytes.length); } };
loader.define(bytes);
