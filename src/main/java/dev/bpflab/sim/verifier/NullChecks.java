package dev.bpflab.sim.verifier;

/** After a pointer was compared with 0, every copy of it is either a pointer that can be used, or 0. */
final class NullChecks {
    private NullChecks() {}

    static void resolve(PathState state, int id, int ref, boolean isNull) {
        if (isNull && ref != 0 && ref == id) {
            state.refs.remove((Integer) id);
            state.refSlots.remove(id);
        }
        state.forEachReg(reg -> {
            if (!reg.orNull || reg.id != id) {
                return;
            }
            if (isNull) {
                reg.setConst(0);
            } else {
                reg.orNull = false;
                reg.id = 0;
            }
        });
    }
}
