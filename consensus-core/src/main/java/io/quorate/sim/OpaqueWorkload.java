package io.quorate.sim;

import io.quorate.port.StateMachine;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;

/** Commands of which nothing is known but that a state machine replies to them. */
final class OpaqueWorkload implements Workload {
    private final Supplier<StateMachine> machines;
    private final Function<SplittableRandom, byte[]> commands;
    private final SplittableRandom random;

    OpaqueWorkload(final Supplier<StateMachine> machines,
            final Function<SplittableRandom, byte[]> commands, final long seed) {
        this.machines = machines;
        this.commands = commands;
        random = new SplittableRandom(seed);
    }

    /** Commands of any bytes, as long as the conditions say. */
    static Function<SplittableRandom, byte[]> anyBytes(final int longest) {
        return random -> {
            final byte[] command = new byte[random.nextInt() >>> 1 & longest];
            for (int i = 0; i < Math.min(8, command.length); i++) {
                command[i] = (byte) random.nextInt();
            }
            return command;
        };
    }

    @Override
    public StateMachine machine() {
        return machines.get();
    }

    @Override
    public byte[] command(final int number) {
        return commands.apply(random);
    }

    @Override
    public byte[] harmless(final Chance ofSessions) {
        return commands.apply(new SplittableRandom(ofSessions.seed()));
    }
}
