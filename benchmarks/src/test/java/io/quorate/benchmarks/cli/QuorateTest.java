package io.quorate.benchmarks.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QuorateTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"", "--help", "help"})
    void helpNamesTheVerbsTheExitCodesAndExamples(final String typed) {
        assertEquals(0, run(typed));

        for (final String taught : new String[] {"quick", "run", "compare", "report", "node",
            "list", "sim", "history",
            "Exit codes:", "bad input", "Examples:"}) {
            assertTrue(out.toString().contains(taught), taught + " in " + out);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"paper", "sweep", "selftest", "gate", "publish", "scenario"})
    void everyVerbOfTheSuiteExplainsItself(final String verb) {
        everyVerbExplainsItself(verb);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quick", "run", "compare", "report", "node", "list", "sim", "history"})
    void everyVerbExplainsItself(final String verb) {
        assertEquals(0, run(verb + " --help"));

        assertTrue(out.toString().contains("quorate " + verb), out.toString());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "run NoSuchThing               | no benchmark's name matches NoSuchThing; \"quorate list\"",
        "run Floor -p windows=1        | no benchmark that would run has a parameter windows; the",
        "run Commit -p storage=memory  | storage=memory cannot give durability=page-cache: set du",
        "run Failover -p nodes=2       | nodes=2 has no majority once the leader is gone: use 3 or",
        "run Floor -rff x.json         | -rf and -rff are taken: the run's folder keeps JMH's JSO",
        "run --name a/b Floor          | --name a/b cannot name a folder: use letters, digits, do",
        "run RemoteCommits             | RemoteCommits drives a cluster that runs elsewhere; name",
        "run Floor --cluster no-such    | no-such does not exist; name a file of settings",
        "scenario leader-lost --injector x | --injector needs --cluster FILE: to members of this",
        "run Floor -wi                 | JMH does not understand this: ",
        "list NoSuchThing              | no benchmark's name matches NoSuchThing; \"quorate list\"",
        "compare only-one              | positional parameter at index 0..* (A B) requires at lea",
        "compare no-a no-b             | no-a is no preset, no file of TOML and no list such as",
        "compare raft-default .        | compare either runs or configurations: raft-default . ar",
        "compare . .                   | . is no run folder: it holds no run.json; name a folder",
        "compare wan wan --budget soon | 'soon' is no time: say 90s, 15m or 2h",
        "compare wan wan --ab-forks 1  | --ab-forks must be 2 or more and --trials 1 or more",
        "compare wan nodes=2           | nodes=2 has no majority once the leader is gone: use 3 ",
        "paper raft-16c                | there is no paper raft-16c; did you mean raft-16",
        "paper raft-16b --elections 9  | --elections must be 100 or more: fewer say nothing of",
        "sweep hearbeat=5 timeout=50   | there is no key hearbeat to sweep; did you mean heartb",
        "gate                          | gate needs --exact, or --baseline RUN and a RUN to judg",
        "publish no-such-run           | no-such-run is no run folder: it holds no run.json; nam",
        "run Failover --config wam     | wam is no preset, no file of TOML and no list such as ",
        "node no-such.properties       | no-such.properties does not exist; name a file of setti",
        "quick --fast                  | Unknown option: '--fast'; \"quorate quick --help\" tells",
        "sim                           | sim needs --seeds N to run so many, or --seed N to repla",
        "sim --seeds 0                 | --seeds must be 1 or more, not 0",
        "sim --seeds 1 --nodes 8       | --nodes must be 1 to 7, not 8",
        "sim --seed 1 --minutes 0      | --minutes must be 1 or more, not 0",
        "sim --seed x                  | Invalid value for option '--seed': 'x' is not a long; \"q",
        "history                       | history needs --ops N and --out FILE to run, or --check ",
        "history --ops 0 --out x       | --ops must be 1 or more, not 0",
        "history --ops 1 --out x/y     | --out x/y lies in no directory that is there; make it fi",
        "history --check no-such-file  | no-such-file does not exist; name a file of JSON lines",
        "NoSuchThing                   | no benchmark's name matches NoSuchThing; \"quorate list\"",
    })
    void badInputIsOneSentenceAndExitCodeTwo(final String typed, final String sentence) {
        assertEquals(2, run(typed));

        assertTrue(err.toString().startsWith("quorate: " + sentence), err.toString());
        assertEquals(1, err.toString().lines().count(), err.toString());
    }

    @Test
    void listNamesEveryBenchmarkWithItsQuestionAndParameters() {
        assertEquals(0, run("list"));

        assertTrue(out.toString().contains("FailoverTimeBenchmark"), out.toString());
        assertTrue(out.toString().contains("For how long can nobody write"), out.toString());
        assertTrue(out.toString().contains("-p durability=page-cache"), out.toString());
    }

    private int run(final String typed) {
        final String[] arguments = typed.isEmpty() ? new String[0] : typed.split(" ");
        return new Quorate(new PrintWriter(out, true), new PrintWriter(err, true)).run(arguments);
    }
}
