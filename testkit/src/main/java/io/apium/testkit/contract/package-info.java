/**
 * What the ports promise, as tests: one suite for each port, a test for each sentence of its Javadoc. A test class that
 * implements a suite runs it on the port that it gives.
 *
 * <pre>
 *   class RabbitBrokerIT implements BrokerContract {
 *       public Broker broker() { return broker; }      the same one throughout a test
 *   }
 * </pre>
 *
 * <p>The memory ports and the real ones run the same suites, so that a module meets the behaviour that its tests had. The
 * two suites of outages are apart, since on real servers they want a server of their own to end and start again.
 *
 * <p>The suites share servers with other tests: every queue, task, group and key in them is new. They wait for events,
 * for at most {@link io.apium.testkit.contract.ListenerInbox#PATIENCE}, and never for time to pass.
 */
@NullMarked
package io.apium.testkit.contract;

import org.jspecify.annotations.NullMarked;
