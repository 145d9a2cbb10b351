/**
 * Work as a client writes it down in JSON, read into {@link io.apium.canvas.Canvas} where messages can carry it, and into
 * {@link io.apium.flow.plan.Plan} where the scheduler must. What makes it a plan is looked for only where a flow may stand: in
 * arguments any name means what the task takes it for.
 *
 * <pre>
 *   flow    = task | {"chain": [flow, ...]} | {"group": [flow, ...]} | {"chord": {"header": [flow, ...], "body": flow}}
 *   task    = {"task": name, "args": [...], "kwargs": {...}, "options": options, "immutable": true|false}
 *   options = {"queue", "priority", "eta" | "countdown", "expires", "timeLimit", "softTimeLimit", "retry": retry,
 *              "ignoreResult", "shadow", "link": flow | [flow, ...], "linkError": flow | [flow, ...], "headers": {...}}
 *   retry   = {"maxRetries", "delay" | "backoff", "backoffMax", "jitter": true|false, "keep": true|false}
 * </pre>
 *
 * <p>Moments are ISO-8601 with an offset or {@code Z}, from 1970 to ten years from now; lengths of time are numbers of
 * seconds, with a fraction if need be, up to ten years, and those of retries up to 366 days. A request names at most 10,000
 * tasks, callbacks included, at most 20 levels deep.
 *
 * <p>Reading never fails half way: mistakes are noted at their places, and {@link io.apium.api.json.JsonCursor#refuseMistakes()}
 * tells all of them. Nothing is sent of a request with a mistake in it.
 */
@NullMarked
package io.apium.api.canvas;

import org.jspecify.annotations.NullMarked;
