/**
 * The messages that could not be run, over HTTP: listed, read, sent once more, deleted.
 *
 * <p>A letter stays until it is replayed or deleted. To replay is to forget how the task ended, to send its message as if
 * for the first time, and then to let go of the letter, in this order: whoever is cut off on the way finds the letter still
 * there. A task that is replayed keeps its id, so it is read where it always was. What was read from the message is in the
 * letter; the message itself is shown with it as it came, as text where it is text.
 *
 * <p>By filter at most 1,000 letters are replayed or deleted in one request, and the answer says whether there are more.
 */
@NullMarked
package io.apium.api.deadletter;

import org.jspecify.annotations.NullMarked;
