// fails attach run once final
// tag::attach[]

// end::attach[]
