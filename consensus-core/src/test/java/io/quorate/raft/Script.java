package io.quorate.raft;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Plays a scenario and writes the words down that members exchange in it. A line of a scenario is a
 * comment ({@code #}), or one of
 * <pre>
 *   members 3 promise 150     who there is, first of all; and for how long voters promise the
 *                             leader, in milliseconds, 0 if it is not told
 *   log 1: 1 1 2              a member's log, as the terms of its entries
 *   1 stands                  waits until its election timeout has surely run out
 *   1 waits 10                milliseconds
 *   1 proposes 2              so many commands, one if there is no number
 *   1 restarts                keeps what its disk has
 *   1 snapshots 8 2           of entry 8, of term 2, and keeps no entry before it; then restarts
 *   1 changes add 4 voter make 2 learner remove 3
 *   join                      one more member, which knows nobody yet
 *   pass 100                  milliseconds for everybody, in silence
 *   1 disk stalls             until "1 disk works"
 *   deliver, lose             what was said and is under way; also "to 2", "from 1"
 *   settle                    delivers until nobody has anything to say
 *   cut 1, cut 1 2            the ways from and to a member, or one way; "heal" mends all
 *   show, who                 everybody's positions; who is a member, as everybody knows it
 * </pre>
 * What follows a line in the transcript, indented, is what came of it.
 */
final class Script {
    private record Post(int from, Outbox.Letter letter) {
        boolean isFrom(final int id) {
            return from == id;
        }

        boolean isTo(final int id) {
            return letter.to() == id;
        }
    }

    private static final int SNAPSHOT_BYTES = 700;

    private final List<String> transcript = new ArrayList<>();
    private final Map<Integer, long[]> logs = new TreeMap<>();
    private final Set<List<Integer>> cuts = new HashSet<>();
    private List<Post> underWay = new ArrayList<>();
    private List<Member> members = List.of();
    private int size;
    private long promiseNs;

    /** The whole transcript of a scenario; indented lines of it are old outcomes, and dropped. */
    static List<String> play(final List<String> lines) {
        final Script script = new Script();
        for (final String line : lines) {
            if (!line.startsWith("  ")) {
                script.transcript.add(line);
                if (!line.isBlank() && !line.startsWith("#")) {
                    script.perform(line.strip().split("[ :]+"));
                }
            }
        }
        return script.transcript;
    }

    private void perform(final String[] words) {
        switch (words[0]) {
            case "members" -> {
                size = number(words[1]);
                promiseNs = words.length > 3 ? number(words[3]) * Member.MS : 0;
            }
            case "log" -> logs.put(number(words[1]), terms(words));
            case "deliver" -> deliver(those(words));
            case "lose" -> underWay.removeIf(those(words));
            case "settle" -> settle();
            case "cut" -> cut(words);
            case "heal" -> cuts.clear();
            case "show" -> show();
            case "who" -> who();
            case "join" -> members().add(Member.joining(members().size() + 1));
            case "pass" -> pass(number(words[1]));
            default -> act(member(number(words[0])), words);
        }
    }

    private static int number(final String word) {
        return Integer.parseInt(word);
    }

    private static long[] terms(final String[] words) {
        final long[] terms = new long[words.length - 2];
        for (int i = 0; i < terms.length; i++) {
            terms[i] = Long.parseLong(words[i + 2]);
        }
        return terms;
    }

    private static Predicate<Post> those(final String[] words) {
        if (words.length == 1) {
            return post -> true;
        }
        final int id = number(words[2]);
        return words[1].equals("to") ? post -> post.isTo(id) : post -> post.isFrom(id);
    }

    private Member member(final int id) {
        return members().get(id - 1);
    }

    private List<Member> members() {
        if (members.isEmpty()) {
            members = new ArrayList<>();
            for (int id = 1; id <= size; id++) {
                members.add(new Member(id, Member.config(id, size, id, promiseNs),
                        logs.getOrDefault(id, new long[0])));
            }
        }
        return members;
    }

    private void act(final Member member, final String[] words) {
        switch (words[1]) {
            case "stands" -> member.timeOut();
            case "waits" -> member.cycle(number(words[2]) * Member.MS);
            case "proposes" -> propose(member, words.length > 2 ? number(words[2]) : 1);
            case "restarts" -> member.restart();
            case "snapshots" -> {
                member.snapshot(number(words[2]), number(words[3]), SNAPSHOT_BYTES, true);
                member.restart();
            }
            case "changes" -> change(member, words);
            case "disk" -> {
                member.log.stallDisk(words[2].equals("stalls"));
                member.cycle();
            }
            default -> throw new IllegalArgumentException("no such act: " + words[1]);
        }
        hearOut(member);
    }

    /** So many milliseconds for everybody, in silence: what is said arrives and is not told. */
    private void pass(final int ms) {
        final int told = transcript.size();
        for (int i = 0; i < ms; i++) {
            for (final Member member : members()) {
                hearOut(member.cycle(Member.MS));
            }
            settle();
        }
        transcript.subList(told, transcript.size()).clear();
    }

    private void change(final Member member, final String[] words) {
        final Raft raft = member.raft();
        MembershipChange change =
                MembershipChange.of(raft.configuration(), raft.configurationIndex());
        for (int at = 2; at < words.length; at += words[at].equals("remove") ? 2 : 3) {
            final int id = number(words[at + 1]);
            change = switch (words[at]) {
                case "add" -> change.add(id, role(words[at + 2]), "");
                case "make" -> change.role(id, role(words[at + 2]));
                default -> change.remove(id);
            };
        }
        final long index = raft.change(change);
        if (index < 0) {
            transcript.add("  " + member.id + " refuses: " + Refusal.name(index));
        }
        member.cycle();
    }

    private static MemberRole role(final String word) {
        return MemberRole.valueOf(word.toUpperCase(java.util.Locale.ROOT));
    }

    private void propose(final Member member, final int count) {
        for (int i = 0; i < count; i++) {
            final long index = member.propose();
            if (index < 0) {
                transcript.add("  " + member.id + " refuses: "
                        + (index == Raft.NOT_LEADER ? "not the leader" : "back pressure"));
            }
        }
        member.cycle();
    }

    /** Takes down what it says, and puts it on its way. */
    private void hearOut(final Member member) {
        for (final Outbox.Letter letter : member.outbox.take()) {
            final boolean isCut = cuts.contains(List.of(member.id, letter.to()));
            transcript.add("  " + member.id + " " + letter + (isCut ? "   (lost)" : ""));
            if (!isCut) {
                underWay.add(new Post(member.id, letter));
            }
        }
    }

    private void deliver(final Predicate<Post> those) {
        final List<Post> due = underWay.stream().filter(those).toList();
        underWay.removeAll(due);
        for (final Member member : members()) {
            final List<Post> heard = due.stream().filter(post -> post.isTo(member.id)).toList();
            if (!heard.isEmpty()) {
                heard.forEach(post -> member.hear(post.letter));
                member.cycle();
                hearOut(member);
            }
        }
    }

    private void settle() {
        while (!underWay.isEmpty()) {
            deliver(post -> true);
        }
    }

    private void cut(final String[] words) {
        final int one = number(words[1]);
        for (int other = 1; other <= members().size(); other++) {
            if (words.length == 2) {
                cuts.add(List.of(one, other));
                cuts.add(List.of(other, one));
            } else if (other == number(words[2])) {
                cuts.add(List.of(one, other));
            }
        }
        underWay.removeIf(post -> cuts.contains(List.of(post.from, post.letter.to())));
    }

    private void who() {
        for (final Member member : members()) {
            transcript.add("  " + member.id + " is " + member.raft().role() + " of "
                    + member.raft().configuration());
        }
    }

    private void show() {
        for (final Member member : members()) {
            final Raft raft = member.raft();
            transcript.add("  " + member.id + " is " + raft.role() + " term=" + raft.term()
                    + " leader=" + raft.leaderId() + " log=" + member.log.terms() + " durable="
                    + raft.durableIndex() + " commit=" + raft.commitIndex());
        }
    }
}
