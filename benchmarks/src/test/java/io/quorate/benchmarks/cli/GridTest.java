package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GridTest {
    @Test
    void everyCombinationIsAPointAndTheLongestTimeoutIsTwiceTheShortest() {
        final List<Grid.Point> points =
                new Grid(List.of("heartbeat=5,10ms", "timeout=50,100", "nodes=5")).points();

        assertEquals(4, points.size());
        assertTrue(points.contains(new Grid.Point(5, 10, 100, 200)));
    }

    @Test
    void whatCannotRunSaysWhy() {
        final List<Grid.Point> points =
                new Grid(List.of("heartbeat=50,100", "timeout=50")).points();

        assertTrue(points.stream().allMatch(point -> point.obstacle().contains("above")));
        assertFalse(new Grid.Point(3, 10, 50, 40).obstacle().isEmpty());
        assertTrue(new Grid.Point(3, 10, 50, 50).obstacle().isEmpty());
    }

    @Test
    void theSameGridHasTheSameFolder() {
        assertEquals(new Grid(List.of("heartbeat=5", "timeout=50")).name(),
                new Grid(List.of("electionTimeoutMinMs=50", "heartbeatMs=5")).name());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "timeouts=50   | did you mean timeout?",
        "heartbeat     | needs whole numbers from 1",
        "heartbeat=0   | needs whole numbers from 1",
        "heartbeat=5;6 | needs whole numbers from 1",
    })
    void whatIsNotUnderstoodIsNamed(final String word, final String why) {
        final String said = assertThrows(BadInputException.class,
                () -> new Grid(List.of(word))).getMessage();
        assertTrue(said.contains(why), said);
    }
}
