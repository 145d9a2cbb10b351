/**
 * Tests the scheduler's promises on thousands of random histories. Schedulers, workers and users run in one thread on a
 * simulated clock. Their calls of the ledger, the store and the broker take a random time, and everything that can go
 * wrong does: processes die between any two steps or pause for longer than their leases, messages are redelivered,
 * confirms are lost, the broker rejects messages. Then the faults stop, and the promises are checked at the end.
 *
 * <p>Schedulers run the production code of {@code io.apium.scheduler}. The worker is a short version of the real one, which
 * uses the same decisions of core. A seed determines its whole history. The tests also plant each {@link
 * io.apium.scheduler.simulation.Weakness} and require that a simulation finds it.
 */
@NullMarked
package io.apium.scheduler.simulation;

import org.jspecify.annotations.NullMarked;
