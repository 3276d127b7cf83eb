// fails delete final
// tag::delete[]

// end::delete[]
