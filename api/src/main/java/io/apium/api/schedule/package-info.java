/**
 * Schedules over HTTP: created, read, changed, paused, resumed, run at once, deleted.
 *
 * <p>A schedule is an entry of the ledger, and a change is a write with the revision that was read. When another writer
 * was faster, usually the scheduler with a run, the change is applied again to the newer entry. With {@code If-Match}
 * the client names the version that it has read, and gets 412 when that is not current.
 *
 * <pre>
 *   request         created over HTTP     declared in code or configuration
 *   POST            409, name taken       409, name taken
 *   PUT, PATCH      changed               409, declared
 *   DELETE          deleted               deleted until it is declared again
 *   pause, resume   done                  done
 *   run, next       done                  done
 * </pre>
 *
 * <p>A change starts a new count of runs from that time; the run times of an interval stay the same if its length does.
 * There are at most 10,000 schedules. While Redis is unavailable nothing changes, and the response is 503.
 */
@NullMarked
package io.apium.api.schedule;

import org.jspecify.annotations.NullMarked;
