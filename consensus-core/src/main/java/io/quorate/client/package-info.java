/**
 * The client of a cluster, over a network or in the members' own process.
 *
 * <p>{@link io.quorate.client.QuorateClient} is the front, for any thread. Behind it a
 * {@link io.quorate.client.Conversation} runs on one thread: it finds the leader, keeps a session,
 * and sends again whatever was lost, so that each command is executed once. A
 * {@link io.quorate.client.Channel} is the way to the members.
 */
package io.quorate.client;
