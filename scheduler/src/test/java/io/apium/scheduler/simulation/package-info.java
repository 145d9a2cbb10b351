/**
 * The scheduler's promises, tried on thousands of made-up histories. Schedulers, workers and users live in one thread
 * and on a clock of their own; what they say to the ledger, the store and the broker takes a time drawn by chance, and
 * everything that can go wrong does: processes die between any two steps, stand still for longer than their leases,
 * messages come again, confirms are lost, the broker refuses. After a while all is healed, and what must hold by then is
 * looked at.
 *
 * <p>Schedulers run the very code of {@code io.apium.scheduler}; the worker is a short one of its own, made of the same
 * decisions of core that the real one is made of. A history is told by its seed. Of each {@link
 * io.apium.scheduler.simulation.Weakness} it is shown that it is found out.
 */
@NullMarked
package io.apium.scheduler.simulation;

import org.jspecify.annotations.NullMarked;
