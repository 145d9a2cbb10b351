/**
 * Paged lists. A page has 1 to 1,000 items, by default 100, and the path of the next page: in its JSON as {@code next},
 * and as a {@code Link} with {@code rel="next"} (RFC 8288). A client that follows it to the last page has read every
 * item that existed all the time. The cursor in that path is opaque; an invalid one returns 400 or an empty page.
 */
@NullMarked
package io.apium.api.paging;

import org.jspecify.annotations.NullMarked;
