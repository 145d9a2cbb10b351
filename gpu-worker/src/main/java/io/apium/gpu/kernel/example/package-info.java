/** Kernels of the demos and benchmarks: Mandelbrot set, N-body simulation, Monte Carlo estimate of pi. */
@NullMarked
package io.apium.gpu.kernel.example;

import org.jspecify.annotations.NullMarked;
