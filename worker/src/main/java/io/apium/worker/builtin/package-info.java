/**
 * The built-in tasks of every worker, for the documentation, the demo and the tests, and the tasks that Celery's canvas
 * needs on every worker.
 *
 * <p>The {@code math} tasks compute with decimals of any size, so that sums of integers and decimals are exact; numbers
 * beyond 10^10,000, or with more than 10,000 decimals, are rejected, so that a message of a few bytes cannot exhaust
 * the memory. The {@code demo} tasks echo, sleep, fail or end the worker, the last only if {@code
 * apium.worker.demo-crash} is true. {@code demo.random_list} and {@code demo.collatz} are the workloads of the speed-up
 * experiment: the first fills memory, the second needs none. The {@code text} tasks count words, alone or as header and
 * body of a chord.
 */
@NullMarked
package io.apium.worker.builtin;

import org.jspecify.annotations.NullMarked;
