/**
 * Everything that waits. One ledger of entries: each has a key, a state, a revision and a wake time.
 *
 * <p>A write names the revision that it has seen and is refused when there is a newer one, so it never matters who
 * leads: two schedulers at once are slower, and never wrong. What is to be done about an entry that woke is a pure
 * function of its state and the moment, and gives a {@link io.apium.ledger.EntryTransition}: effects that are owed, and what the
 * entry is to be then. Effects are paid first and the step is written after, as a message is acked when nothing is owed
 * for it. Whoever dies in between leaves an entry that wakes again when its lease is over, and is paid for again under
 * the same ids.
 *
 * <pre>
 *   state         wakes                               step
 *   DelayedTask   when its task is due or expires     send it; gone
 *                 when its task is revoked            end it as REVOKED; gone
 *   Beat          at the next tick of its schedule    send the tick's task; stays until the next tick
 *   Course        when a task of its flow has ended   send what may begin now; stays for as long as results do
 * </pre>
 */
@NullMarked
package io.apium.ledger;

import org.jspecify.annotations.NullMarked;
