// fails delete final
// tag::delete[]
boolean deleted = mapDelete(byHand, u32(1001));
// end::delete[]
