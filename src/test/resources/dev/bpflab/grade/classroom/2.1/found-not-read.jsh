// fails lookup
// tag::lookup[]
long found = 5;
// end::lookup[]
