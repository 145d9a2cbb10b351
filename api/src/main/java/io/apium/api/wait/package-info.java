/**
 * How long a client is made to wait, and never longer.
 *
 * <pre>
 *   what is waited for                         who waits                    for how long
 *   broker or store, to do what was asked      {@link io.apium.api.wait.StoreTimeout}     1.5 s, then 503
 *   a task or flow, to end                     {@link io.apium.api.wait.CompletionWaiter}        what the client said, 1 s to 60 s
 * </pre>
 *
 * <p>A wait is on a virtual thread, which costs next to nothing. It is woken by the store's word that a record changed and
 * reads the record then; it is not a poll. Once a second it looks whether the store is still there, since word of a change
 * may be lost with it: if not, the wait ends with 503. When the server shuts down every wait ends at once, with the state
 * at that moment.
 */
@NullMarked
package io.apium.api.wait;

import org.jspecify.annotations.NullMarked;
