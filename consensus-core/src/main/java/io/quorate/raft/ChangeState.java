package io.quorate.raft;

/** How far the newest change that this leader took on has come. */
public enum ChangeState {
    /** None was taken on in this term. */
    NONE,
    /** Those who are to vote are brought up to date; voters are who they were. */
    CATCHING_UP,
    /** Both majorities are needed, or the new one has yet to agree that it is alone. */
    JOINT,
    /** Done and committed. */
    DONE,
    /** Given up before voters changed, as too few kept up; who is new stays a learner. */
    ABORTED,
    /** This node leads no more: its successor ends what is joint and drops what is not. */
    LOST;

    /** Whether it goes on. */
    public boolean isUnderWay() {
        return this == CATCHING_UP || this == JOINT;
    }
}
