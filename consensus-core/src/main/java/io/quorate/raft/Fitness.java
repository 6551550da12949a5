package io.quorate.raft;

/** What a node's driver thinks of it as a leader. Whatever it is, the node votes as any other. */
public enum Fitness {
    /** Leads and stands as any other. */
    FIT,
    /** Says so to its leader, who hands over to others first; does not stand. */
    UNFIT,
    /** Unfit; but for so long has nobody led that it stands all the same. */
    NEEDED
}
