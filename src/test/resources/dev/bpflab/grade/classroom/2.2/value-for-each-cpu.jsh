// passes
// tag::describe[]
var spec = MapSpec.percpuArray("sizes", U64).maxEntries(64);
int fullFrame = 1514 / 256;
// end::describe[]
// tag::zeroed[]
long elements = sizes.stream().count();
long first = sizes.get(0L).sum();
// end::zeroed[]
// tag::histogram[]
long total = 0;
for (var entry : sizes) total += entry.value().sum();
var busiest = new ArrayList<Map.Entry<Long, Long>>();
for (var entry : sizes) busiest.add(Map.entry(entry.key(), entry.value().sum()));
busiest.sort((a, b) -> Long.compare(b.getValue(), a.getValue()));
busiest = new ArrayList<>(busiest.subList(0, 3));
// end::histogram[]
// tag::read[]
long full = sizes.get(5L).sum();
// end::read[]
