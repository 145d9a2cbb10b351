/**
 * Reads tasks and flows from JSON into {@link io.apium.canvas.Canvas} where it can run as messages, and into {@link
 * io.apium.flow.plan.Plan} where the scheduler must advance it. Only the places of flows decide this; in arguments
 * these names have no special meaning.
 *
 * <pre>
 *   flow    = task | {"chain": [flow, ...]} | {"group": [flow, ...]} | {"chord": {"header": [flow, ...], "body": flow}}
 *   task    = {"task": name, "args": [...], "kwargs": {...}, "options": options, "immutable": true|false}
 *   options = {"queue", "priority", "eta" | "countdown", "expires", "timeLimit", "softTimeLimit", "retry": retry,
 *              "ignoreResult", "shadow", "link": flow | [flow, ...], "linkError": flow | [flow, ...], "headers": {...}}
 *   retry   = {"maxRetries", "delay" | "backoff", "backoffMax", "jitter": true|false, "deadLetter": true|false}
 * </pre>
 *
 * <p>Times are ISO-8601 with an offset or {@code Z}, from 1970 to ten years from now. Durations are numbers of seconds,
 * also with a fraction, up to ten years, and for retries up to 366 days. A request has at most 10,000 tasks, including
 * callbacks, and at most 20 levels.
 *
 * <p>Reading does not stop at the first error: each error is recorded with its JSON pointer, and {@link
 * io.apium.api.json.JsonCursor#refuseMistakes()} reports all of them. A request with an error sends nothing.
 */
@NullMarked
package io.apium.api.canvas;

import org.jspecify.annotations.NullMarked;
