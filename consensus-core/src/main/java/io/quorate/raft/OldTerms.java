package io.quorate.raft;

import io.quorate.port.Outbound;
import io.quorate.wire.AppendReply;

/** Tells those who still lead in an old term that there is a newer one (§5.1). */
final class OldTerms {
    private static final int NOBODY = 0;

    private final Raft raft;
    private final AppendReply reply;
    private final int[] owedTo = new int[Roster.CAPACITY];       // ids, by slot

    OldTerms(final Raft raft, final AppendReply reply) {
        this.raft = raft;
        this.reply = reply;
    }

    /** That node, in that slot, is to be told. */
    void heardFrom(final int slot, final int id) {
        owedTo[slot] = id;
    }

    int emit(final Outbound outbound) {
        final int limit = raft.membership().roster().limit();
        int sent = 0;
        for (int slot = 0; slot < limit; slot++) {
            if (owedTo[slot] != NOBODY) {
                reply.term(raft.term()).identity(raft.votes().identity());
                if (outbound.send(owedTo[slot], reply)) {
                    owedTo[slot] = NOBODY;
                    sent++;
                }
            }
        }
        return sent;
    }
}
