// fails sample top look-up
// tag::sample[]

// end::sample[]
