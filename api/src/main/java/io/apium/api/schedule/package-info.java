/**
 * Schedules over HTTP: made, read, changed, paused and resumed, run at once, deleted.
 *
 * <p>A schedule is an entry of the ledger, and a change of it is a write that names the revision it has seen. Where somebody
 * else was faster, most often the scheduler with a tick, the change is made anew on what is there now. A client that sends
 * {@code If-Match} says what it has seen itself, and is refused with 412 when that is not there any more.
 *
 * <pre>
 *   asked for       made in this way      declared in code or configuration
 *   POST            409, name taken       409, name taken
 *   PUT, PATCH      changed               409, declared
 *   DELETE          gone                  gone until it is declared anew
 *   pause, resume   done                  done
 *   run, next       done                  done
 * </pre>
 *
 * <p>A change begins a new count of ticks from that moment; those of an interval stay where they were if its length does.
 * There are at most 10,000 schedules. Where the ledger is away nothing is changed, and the answer is 503.
 */
@NullMarked
package io.apium.api.schedule;

import org.jspecify.annotations.NullMarked;
