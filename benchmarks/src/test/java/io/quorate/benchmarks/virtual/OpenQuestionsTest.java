package io.quorate.benchmarks.virtual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OpenQuestionsTest {
    private static final int ELECTIONS = 30;
    private static final Map<OpenQuestion, OpenQuestions.Reply> REPLIES =
            new EnumMap<>(OpenQuestion.class);

    private static OpenQuestions.Reply reply(final OpenQuestion question) {
        return REPLIES.computeIfAbsent(question, new OpenQuestions(ELECTIONS)::reply);
    }

    private static List<Papers.Row> rows(final OpenQuestion question) {
        return reply(question).rows();
    }

    private static double median(final List<Papers.Row> rows, final int row) {
        return rows.get(row).found().median();
    }

    @Test
    void thereAreTenSixOfOneSectionAndFourOfTheOther() {
        assertEquals(10, Arrays.stream(OpenQuestion.values()).map(OpenQuestion::label)
                .collect(Collectors.toSet()).size());
        assertEquals(6, Arrays.stream(OpenQuestion.values())
                .filter(question -> question.section().equals("10.4")).count());
    }

    @ParameterizedTest
    @EnumSource
    void eachIsAnsweredByATableAndASentence(final OpenQuestion question) {
        final OpenQuestions.Reply reply = reply(question);

        assertFalse(reply.rows().isEmpty());
        reply.rows().forEach(row -> assertTrue(row.found().n() == ELECTIONS
                && row.found().max() >= row.found().median(), row.toString()));
        assertTrue(reply.reading().matches("[A-Z].*\\d.*\\."), reply.reading());
        assertFalse(reply.reading().contains("NaN") || reply.reading().contains("%s"),
                reply.reading());
    }

    @Test
    void aPatientClientFindsTheNewLeaderLaterThanAHastyOne() {
        final List<Papers.Row> clients = rows(OpenQuestion.CLIENTS);

        assertTrue(median(clients, 0) < median(clients, 2), clients.toString());
    }

    @Test
    void noChangeOfMembersWaitsForAnElectionTimeout() {
        for (final Papers.Row row : rows(OpenQuestion.RECONFIGURATION)) {
            if (row.name().contains("gap")) {
                assertTrue(row.found().median() < 150, row.toString());
            }
        }
    }

    @Test
    void whoComesBackWaitsForAHeartbeatAndNotForWhatItLacks() {
        final List<Papers.Row> returns = rows(OpenQuestion.COMPACTION);

        assertTrue(median(returns, 3) < median(returns, 2) / 5, returns.toString());
        assertTrue(median(returns, 2) < 1.2 * median(returns, 1), returns.toString());
    }
}
