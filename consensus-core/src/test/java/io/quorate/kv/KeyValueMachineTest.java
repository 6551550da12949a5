package io.quorate.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.quorate.kv.KeyValue.Status;
import io.quorate.port.SnapshotView;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The store against a map, and against bytes that are no commands. */
class KeyValueMachineTest {
    private final UnsafeBuffer reply = new UnsafeBuffer(new byte[256]);
    private final KeyValueMachine machine = new KeyValueMachine(64, 64);
    private long index;

    private byte[] apply(final byte[] command) {
        final int length = machine.apply(++index, new UnsafeBuffer(command), 0, command.length,
                reply);
        return Arrays.copyOf(reply.byteArray(), length);
    }

    @Test
    void aValueIsThereOnceItWasPutAndGoneOnceItWasDeleted() {
        assertEquals(Status.NOT_FOUND, KeyValue.status(apply(KeyValue.get("a"))));
        assertEquals(Status.OK, KeyValue.status(apply(KeyValue.put("a", "1"))));
        assertEquals("1", KeyValue.text(apply(KeyValue.get("a"))));
        assertEquals(Status.OK, KeyValue.status(apply(KeyValue.put("a", ""))));
        assertEquals("", KeyValue.text(apply(KeyValue.get("a"))));
        assertEquals(Status.OK, KeyValue.status(apply(KeyValue.delete("a"))));
        assertEquals(Status.NOT_FOUND, KeyValue.status(apply(KeyValue.delete("a"))));
        assertNull(KeyValue.text(apply(KeyValue.get("a"))));
    }

    @Test
    void aValueIsSwappedOnlyIfItIsAsExpected() {
        assertEquals(Status.MISMATCH, KeyValue.status(apply(KeyValue.cas("a", "", "1"))));
        assertEquals(Status.OK, KeyValue.status(apply(KeyValue.cas("a", null, "1"))));
        final byte[] refused = apply(KeyValue.cas("a", null, "2"));
        assertEquals(Status.MISMATCH, KeyValue.status(refused));
        assertEquals("1", KeyValue.text(refused));
        assertEquals(Status.OK, KeyValue.status(apply(KeyValue.cas("a", "1", "22"))));
        assertEquals("22", KeyValue.text(apply(KeyValue.get("a"))));
    }

    @Test
    void aFullStoreAndALongEntryAreRefused() {
        for (int i = 0; i < 64; i++) {
            assertEquals(Status.OK, KeyValue.status(apply(KeyValue.put("k" + i, "v"))));
        }
        assertEquals(Status.FULL, KeyValue.status(apply(KeyValue.put("one more", "v"))));
        assertEquals(Status.OK, KeyValue.status(apply(KeyValue.put("k7", "w"))));
        apply(KeyValue.delete("k8"));
        assertEquals(Status.FULL, KeyValue.status(apply(KeyValue.put("", "empty key"))));
        assertEquals(Status.FULL, KeyValue.status(apply(KeyValue.put("k", "v".repeat(52)))));
        assertEquals(Status.OK, KeyValue.status(apply(KeyValue.put("k", "v".repeat(51)))));
        assertTrue(machine.bytes() <= 64 << 10);
    }

    @Test
    void theStoreDoesWhatAMapDoes() {
        final SplittableRandom random = new SplittableRandom(3);
        final Map<String, String> map = new HashMap<>();
        for (int i = 0; i < 200_000; i++) {
            final String key = "key-" + random.nextInt(80);
            final String value = "x".repeat(random.nextInt(30));
            switch (random.nextInt(5)) {
                case 0, 1 -> {
                    final Status status = KeyValue.status(apply(KeyValue.put(key, value)));
                    assertEquals(map.size() < 64 || map.containsKey(key) ? Status.OK
                            : Status.FULL, status);
                    if (status == Status.OK) {
                        map.put(key, value);
                    }
                }
                case 2 -> assertEquals(map.remove(key) == null ? Status.NOT_FOUND : Status.OK,
                        KeyValue.status(apply(KeyValue.delete(key))));
                case 3 -> {
                    final boolean isHit = value.equals(map.get(key));
                    assertEquals(isHit ? Status.OK : Status.MISMATCH,
                            KeyValue.status(apply(KeyValue.cas(key, value, value + "y"))));
                    map.computeIfPresent(key, (k, old) -> isHit ? value + "y" : old);
                }
                default -> assertEquals(map.get(key), KeyValue.text(apply(KeyValue.get(key))));
            }
            assertEquals(map.size(), machine.size());
        }
    }

    /** A view is taken, the store goes on to change, and the view is written bit by bit. */
    @Test
    void aStoreReadBackFromASnapshotIsAsTheStoreWasWhenItWasTaken() {
        final SplittableRandom random = new SplittableRandom(5);
        final KeyValueMachine store = new KeyValueMachine(10_000, 64);
        final Map<String, String> map = new HashMap<>();
        for (int round = 0; round < 20; round++) {
            final Map<String, String> then = Map.copyOf(map);
            final KeyValueMachine restored = new KeyValueMachine(10_000, 64);
            restored.apply(1, new UnsafeBuffer(KeyValue.put("not", "kept")), 0, 19, reply);
            restored.beginRestore();
            try (SnapshotView view = store.snapshot()) {
                do {
                    change(store, map, random);
                } while (!view.write(restored::restore, 10_000));
            }
            assertEquals(then.size(), restored.size());
            for (final String key : then.keySet()) {
                final byte[] get = KeyValue.get(key);
                final int length = restored.query(new UnsafeBuffer(get), 0, get.length, reply);
                assertEquals(then.get(key),
                        KeyValue.text(Arrays.copyOf(reply.byteArray(), length)));
            }
        }
        assertEquals(map.size(), store.size());
        assertTrue(map.size() > 500 && store.bytes() <= 2 << 20, store.bytes() + " bytes");
    }

    private void change(final KeyValueMachine store, final Map<String, String> map,
            final SplittableRandom random) {
        for (int i = 0; i < 50; i++) {
            final String key = "key-" + random.nextInt(9_000);
            final String value = Integer.toString(random.nextInt());
            final boolean isPut = random.nextInt(4) > 0;
            final byte[] command = isPut ? KeyValue.put(key, value) : KeyValue.delete(key);
            store.apply(++index, new UnsafeBuffer(command), 0, command.length, reply);
            if (isPut) {
                map.put(key, value);
            } else {
                map.remove(key);
            }
        }
    }

    @Test
    void aQueryOnlyLooks() {
        apply(KeyValue.put("a", "1"));
        for (final byte[] query : new byte[][] {KeyValue.put("a", "2"), KeyValue.delete("a")}) {
            machine.query(new UnsafeBuffer(query), 0, query.length, reply);
            assertEquals(Status.MALFORMED, KeyValue.status(Arrays.copyOf(reply.byteArray(), 2)));
        }
        assertEquals("1", KeyValue.text(apply(KeyValue.get("a"))));
    }

    @Test
    void anyBytesAreAnsweredAndNoneIsReadBeyondTheirEnd() {
        final SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100_000; i++) {
            final byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            if (bytes.length > 3) {
                bytes[0] = (byte) random.nextInt(5);
                bytes[3] = 0;
            }
            apply(bytes);
        }
        assertEquals(Status.MALFORMED, KeyValue.status(apply(new byte[0])));
    }
}
