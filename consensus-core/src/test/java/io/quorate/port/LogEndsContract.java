package io.quorate.port;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is owed to whoever removes entries: from a log's end, from its beginning, or all. */
abstract class LogEndsContract extends LogUnderTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 30, 61, 62, 63, 64, 65, 130, 199, 200})
    void aSuffixIsReplacedWhereverItBegins(final int index) {
        append(200);
        publish();
        append(5);
        twin.truncateFrom(index);
        assertEquals(index - 1, log.durableIndex());
        twin.assertSame();
        append(BEYOND_A_SEGMENT);
        publish();
        twin.assertSame();
        reopen();
        twin.assertSame();
    }

    @Test
    void anOpenBatchMayLoseItsEntries() {
        append(3);
        twin.truncateFrom(2);
        twin.assertSame();
        append(2);
        twin.truncateFrom(1);
        twin.assertSame();
        append(4);
        publish();
        reopen();
        twin.assertSame();
    }

    @Test
    void aTruncationWithoutASuccessorIsKept() {
        append(150);
        publish();
        twin.truncateFrom(10);
        reopen();
        twin.assertSame();
        assertEquals(9, log.durableIndex());
    }

    @Test
    void purgingDropsWholeSegmentsAndRemembersTheTermBefore() {
        append(50);
        twin.raiseTerm();
        append(250);
        publish();
        log.purgeTo(40);
        assertEquals(1, log.firstIndex());
        log.purgeTo(250);
        assertTrue(log.firstIndex() > 150 && log.firstIndex() <= 251, "" + log.firstIndex());
        assertEquals(2, log.termBeforeFirst());
        twin.assertSame();
        append(BEYOND_A_SEGMENT);
        publish();
        reopen();
        assertTrue(log.firstIndex() > 150);
        twin.assertSame();
    }

    @Test
    void aLogPurgedToItsEndStaysWhereItWas() {
        append(200);
        publish();
        log.purgeTo(200);
        twin.assertSame();
        final long first = log.firstIndex();
        twin.truncateFrom(first);
        twin.assertSame();
        reopen();
        assertEquals(first, log.firstIndex());
        twin.assertSame();
        append(BEYOND_A_SEGMENT);
        publish();
        log.purgeTo(log.lastIndex());
        twin.assertSame();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 60, 149, 150, 151, 152, 5_000})
    void aLogBeginsAnewWhereverItsSnapshotEnds(final int index) {
        append(150);
        publish();
        append(5);
        twin.resetTo(index);
        assertEquals(index + 1, log.firstIndex());
        assertEquals(index, log.durableIndex());
        twin.assertSame();
        reopen();
        assertEquals(index + 1, log.firstIndex());
        twin.assertSame();
        append(BEYOND_A_SEGMENT);
        publish();
        twin.assertSame();
        reopen();
        twin.assertSame();
    }

    @Test
    void aLogThatBeganAnewIsCutAndPurgedAndBegunAnewLikeAnyOther() {
        twin.resetTo(7);
        twin.resetTo(1_000);
        append(200);
        publish();
        twin.truncateFrom(1_100);
        twin.assertSame();
        append(200);
        publish();
        log.purgeTo(1_250);
        twin.assertSame();
        reopen();
        twin.assertSame();
        twin.truncateFrom(log.firstIndex());
        twin.resetTo(900);
        append(3);
        publish();
        reopen();
        twin.assertSame();
        assertEquals(901, log.firstIndex());
    }
}
