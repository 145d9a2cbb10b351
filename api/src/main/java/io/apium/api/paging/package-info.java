/**
 * Lists are given a page at a time. A page has 1 to 1,000 items, 100 where nothing else is asked for, and the path of the
 * next one: in its JSON as {@code next}, and as a {@code Link} with {@code rel="next"} (RFC 8288). Whoever follows it until
 * there is none has read everything that was there all the while. The cursor in that path means nothing to a client; one
 * that was not given out is refused with 400 or leads past the end.
 */
@NullMarked
package io.apium.api.paging;

import org.jspecify.annotations.NullMarked;
