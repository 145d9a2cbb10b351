/**
 * Tests of devices. What ends in {@code Test} needs no OpenCL: hosts are played by a script. What ends in {@code IT} runs
 * real hosts on PoCL and on Oclgrind, both from Debian, with programs that are written here, some of which do what no
 * program should; it fails where they are not installed, and says what to install.
 */
@NullMarked
package io.apium.gpu.device;

import org.jspecify.annotations.NullMarked;
