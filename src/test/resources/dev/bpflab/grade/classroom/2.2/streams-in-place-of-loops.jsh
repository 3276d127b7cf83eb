// passes
// tag::histogram[]
long total = sizes.stream().mapToLong(e -> e.value()).sum();
var busiest = sizes.stream().sorted((a, b) -> Long.compare(b.value(), a.value())).limit(3).toList();
// end::histogram[]
// tag::read[]
Long full = sizes.get(5L);
// end::read[]
