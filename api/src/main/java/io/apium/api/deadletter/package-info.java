/**
 * Dead letters over HTTP: listed, read, replayed, deleted.
 *
 * <p>A dead letter stays until it is replayed or deleted. A replay deletes the end of the task, sends its message as
 * new, and then deletes the dead letter, in this order, so that an interrupted replay can be repeated. The task keeps
 * its id. The view has the parsed fields and the message as it arrived, as text if it is text.
 *
 * <p>A request with a filter replays or deletes at most 1,000 dead letters, and its response says whether there are
 * more.
 */
@NullMarked
package io.apium.api.deadletter;

import org.jspecify.annotations.NullMarked;
