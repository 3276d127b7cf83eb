package dev.bpflab.bpf;

/**
 * What a host knows of a map (BPF_OBJ_GET_INFO_BY_FD).
 *
 * @param id the number that tools such as bpftool show
 * @param attr how it was made
 */
public record MapInfo(int id, MapAttr attr) {
    @Override
    public String toString() {
        return "map " + id + (attr.name().isEmpty() ? "" : " '" + attr.name() + "'") + ": "
                + MapSpec.of(attr).describe();
    }
}
