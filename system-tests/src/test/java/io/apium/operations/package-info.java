/**
 * What an operator is given beside the services: Prometheus' configuration and alert rules, Grafana's dashboard, and the
 * guide. None of them is compiled, so that a meter that is renamed would leave an alert behind which never fires again.
 *
 * <pre>
 *   whatever is asked of a metric apium_*     names one that the sources register, with the ending of its kind
 *   every alert                               says what is wrong, has a heading in the guide, and is tested both ways
 *   the dashboard                             has panels that do not overlap, and asks the data source that is provided
 *   prometheus.yml                            asks services that docker-compose.yml has, and reads rules that it mounts
 *   limits.md                                 lists every limit that the code states, as the code states it
 * </pre>
 *
 * <p>Whether the rules are right is for promtool to say, by {@code deploy/alerts-test.yml}; here it need not be installed.
 * Each check is seen to fail on a planted mistake.
 */
@NullMarked
package io.apium.operations;

import org.jspecify.annotations.NullMarked;
