// fails sample top look-up
// tag::sample[]
var hot = burnCpu("hot", Duration.ofSeconds(1));
var link = attach(loaded, perfSampling(99));
link.close();
// end::sample[]
