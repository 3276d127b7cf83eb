package dev.bpflab.workbench;

import dev.bpflab.bpf.BpfMap;
import dev.bpflab.session.Outcome;

public final class FromJava {
    public static void main(String[] args) {
        Options options = Options.of(Host.SIM).seed(7).out(System.out);
        try (Workbench bench = Workbench.open(options)) {
            for (Outcome outcome :
                    bench.evaluate("var hits = createMap(MapSpec.hash(\"hits\", U32, U64).maxEntries(8))")) {
                if (outcome.value() instanceof BpfMap<?, ?> hits) {
                    System.out.println("made " + hits.spec().name());
                }
            }
            bench.evaluate("hits.put(6L, 3L); System.out.println(hits.get(6L))");

            Outcome wrong = bench.evaluate("long a = 1;\nlong b = a +* 2;").get(1);
            System.out.println(wrong.kind() + " in line " + wrong.line());

            OpenLab lab = bench.lab("2.1");
            System.out.println(lab.step().orElseThrow().title());
            bench.evaluate("var spec = MapSpec.hash(\"counts\", U32, U64).maxEntries(10_000)");
            System.out.println(lab.check().orElseThrow().isPassed());
            System.out.println(lab.next().orElseThrow().title() + ", " + lab.points() + " point");
        }
    }
}
