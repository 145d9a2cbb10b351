/**
 * The ports in memory, for tests of the modules that use them: {@link io.apium.testkit.memory.MemoryBroker} is a
 * {@code Broker}, and {@link io.apium.testkit.memory.MemoryStore} holds one memory port for each thing remembered.
 *
 * <pre>
 *   MemoryBroker broker = new MemoryBroker();
 *   MemoryStore store = new MemoryStore(clock);
 *   TaskClient client = new TaskClient(store.sender(broker), store.results(), clock);
 *
 *   broker.fail();                     publish fails, isReachable is false, unacked deliveries return
 *   store.fail();                      reads throw StoreUnavailableException, writes that return futures wait
 *   store.recover(); broker.recover(); both work again
 *   broker.inject(queue, unreadable);  an unreadable message
 *   broker.published();                everything that was ever published, in order
 * </pre>
 *
 * <p>They keep the ports' promises to the letter, which the suites of {@code io.apium.testkit.contract} hold them to, and
 * where a port leaves a choice they choose what a real server would do: messages and changes arrive on
 * separate threads, an ack that comes after the connection was lost does nothing, an unacked message
 * comes back marked as redelivered and before those that came later. Nothing in them expires but the leases and lifetimes
 * of idempotency keys, by the clock that was given. Priorities are ignored, and a {@code JsonText} among a message's
 * arguments arrives as one, where a real broker's reader gives its value.
 */
@NullMarked
package io.apium.testkit.memory;

import org.jspecify.annotations.NullMarked;
