// fails describe create assemble load attach run once by-hand top lookup delete final clean-up
// tag::describe[]

// end::describe[]
// tag::create[]

// end::create[]
// tag::assemble[]

// end::assemble[]
// tag::load[]

// end::load[]
// tag::attach[]

// end::attach[]
// tag::run[]

// end::run[]
// tag::once[]

// end::once[]
// tag::by-hand[]

// end::by-hand[]
// tag::top[]

// end::top[]
// tag::lookup[]

// end::lookup[]
// tag::delete[]

// end::delete[]
// tag::final[]

// end::final[]
// tag::clean-up[]

// end::clean-up[]
