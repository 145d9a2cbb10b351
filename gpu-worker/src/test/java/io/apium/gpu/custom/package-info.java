/** What may stand in an operator's folder and in a client's message, and what is made of it. No device is needed here. */
@NullMarked
package io.apium.gpu.custom;

import org.jspecify.annotations.NullMarked;
