package io.quorate.raft;

import io.quorate.port.Outbound;
import io.quorate.wire.AppendReply;

/** Tells those who still lead in an old term that there is a newer one (§5.1). */
final class OldTerms {
    private final Raft raft;
    private final AppendReply reply;
    private final boolean[] isOwed;

    OldTerms(final Raft raft, final AppendReply reply, final int peers) {
        this.raft = raft;
        this.reply = reply;
        isOwed = new boolean[peers];
    }

    /** The member in that slot is to be told. */
    void heardFrom(final int slot) {
        isOwed[slot] = true;
    }

    int emit(final Outbound outbound, final int[] ids) {
        int sent = 0;
        for (int slot = 0; slot < ids.length; slot++) {
            if (isOwed[slot]) {
                reply.term(raft.term()).identity(raft.votes().identity());
                isOwed[slot] = !outbound.send(ids[slot], reply);
                sent += isOwed[slot] ? 0 : 1;
            }
        }
        return sent;
    }
}
