/** Settings that cannot be are refused without a secret in the message, and what needs both servers is tried on both. */
@NullMarked
package io.apium.adapter;

import org.jspecify.annotations.NullMarked;
