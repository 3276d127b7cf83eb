package dev.bpflab.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.bpflab.bpf.MapAttr;
import dev.bpflab.bpf.MapFlag;
import dev.bpflab.bpf.MapType;
import dev.bpflab.cli.LiveMaps.Facts;
import dev.bpflab.kernel.MapReferences.Holder;
import dev.bpflab.view.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What is known of a map in names that stay: for people, as JSON, and as cells. */
final class MapFields {
    private final Facts facts;

    MapFields(Facts facts) {
        this.facts = facts;
    }

    private MapAttr attr() {
        return facts.info().attr();
    }

    private String type() {
        return MapType.ofNumber(attr().type()).map(MapType::kernelName).orElse("type " + attr().type());
    }

    /** Returns the fields as text, in the order of the columns. */
    Map<String, String> texts() {
        Map<String, String> texts = new LinkedHashMap<>();
        Snapshot.Fill fill = facts.fill();
        texts.put("id", String.valueOf(facts.info().id()));
        texts.put("name", attr().name());
        texts.put("type", type());
        texts.put("key", bytes(attr().keySize()));
        texts.put("value", bytes(attr().valueSize()));
        texts.put("max", Integer.toUnsignedString(attr().maxEntries()));
        texts.put("used", fill == null ? "" : String.valueOf(fill.used()));
        texts.put("flags", flags());
        texts.put("pins", String.join(" ", facts.pins()));
        texts.put("held by", facts.holders().stream().map(MapFields::text).collect(Collectors.joining(" ")));
        return texts;
    }

    /** Returns what a table has room for: sizes together, how full it is, and what keeps it. */
    Map<String, String> briefly() {
        Map<String, String> all = texts();
        Map<String, String> brief = new LinkedHashMap<>();
        for (String name : List.of("id", "name", "type")) {
            brief.put(name, all.getOrDefault(name, ""));
        }
        String used = all.getOrDefault("used", "");
        brief.put("bytes", all.get("key") + " -> " + all.get("value"));
        brief.put("entries", (used.isEmpty() ? "" : used + " of ") + all.get("max"));
        brief.put("flags", flags());
        brief.put("kept by", (all.get("pins") + " " + all.get("held by")).strip());
        return brief;
    }

    private String flags() {
        return attr().flags() == 0 ? "" : MapFlag.describe(attr().flags());
    }

    private static String bytes(int size) {
        return Integer.toUnsignedString(size);
    }

    private static String text(Holder holder) {
        return holder.pid() + (holder.comm().isEmpty() ? "" : "(" + holder.comm() + ")");
    }

    /** Returns {@code id name type keySize valueSize maxEntries flags used pins holders}. */
    ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", facts.info().id())
                .put("name", attr().name())
                .put("type", type())
                .put("keySize", Integer.toUnsignedLong(attr().keySize()))
                .put("valueSize", Integer.toUnsignedLong(attr().valueSize()))
                .put("maxEntries", Integer.toUnsignedLong(attr().maxEntries()))
                .put("flags", Integer.toUnsignedLong(attr().flags()));
        Snapshot.Fill fill = facts.fill();
        if (fill == null) {
            json.putNull("used");
        } else {
            json.put("used", fill.used());
        }
        ArrayNode pins = json.putArray("pins");
        facts.pins().forEach(pins::add);
        ArrayNode holders = json.putArray("holders");
        facts.holders()
                .forEach(holder -> holders.addObject().put("pid", holder.pid()).put("comm", holder.comm()));
        return json;
    }
}
