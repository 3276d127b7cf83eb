// fails clean-up
// tag::clean-up[]
link.close();
// end::clean-up[]
