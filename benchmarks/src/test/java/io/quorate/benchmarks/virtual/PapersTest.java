package io.quorate.benchmarks.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PapersTest {
    private static final int ELECTIONS = 1000;

    private final List<Papers.Row> rows = new ArrayList<>();
    private final Papers papers = new Papers(ELECTIONS, rows::add);

    private static void assertAllHold(final List<Claim> claims) {
        assertFalse(claims.isEmpty());
        assertEquals(List.of(), claims.stream().filter(claim -> !claim.holds()).toList());
    }

    @Test
    void electionsScaleWithTheTimeoutAsInFigure16OfTheRaftPaper() {
        assertAllHold(papers.raft16b());
    }

    @Test
    void splitVotesGrowWithTheLatencyAsInTheThesis() {
        assertAllHold(papers.thesisSplit());
    }

    @Test
    void oneMoreFailureCostsWhatItCostsInTheThesis() {
        assertAllHold(papers.thesisWan());
        assertEquals(2, rows.size());
        assertEquals(ELECTIONS, rows.get(0).found().n());
    }

    @Test
    void aClaimThatIsFarOffDoesNotHold() {
        assertTrue(Claim.near("", 100, 119, 0.2).holds());
        assertFalse(Claim.near("", 100, 121, 0.2).holds());
        assertFalse(Claim.within("", 10, 4, 5).holds());
    }
}
