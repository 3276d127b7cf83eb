package dev.bpflab.sim.verifier;

import dev.bpflab.bpf.Errno;

/** What a program was given to hold and must give back on every path, such as a reserved ring buffer record. */
final class References {
    private References() {}

    static int acquire(Env env) {
        int id = env.newId();
        env.cur.refs.add(id);
        env.cur.refSlots.put(id, env.slot);
        return id;
    }

    /** Gives a reference back and makes every copy of the pointer unusable. */
    static void release(Env env, int id) {
        if (!env.cur.refs.remove((Integer) id)) {
            throw env.reject(Errno.EINVAL, "R1 must be referenced when passed to release function");
        }
        env.cur.refSlots.remove(id);
        env.cur.forEachReg(reg -> {
            if (reg.ref == id) {
                reg.setUnknown();
            }
        });
    }

    /** Refuses to end with references held. */
    static void checkNoneHeld(Env env, String what) {
        if (env.cur.refs.isEmpty()) {
            return;
        }
        for (int id : env.cur.refs) {
            env.log.print("Unreleased reference id=%d alloc_insn=%d\n", id, env.cur.refSlots.getOrDefault(id, 0));
        }
        throw env.reject(Errno.EINVAL, "%s would lead to reference leak", what);
    }
}
