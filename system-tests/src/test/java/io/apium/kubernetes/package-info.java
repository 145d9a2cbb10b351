/**
 * Checks of the files under {@code k8s} against the schemas of Kubernetes and its operators and against Apium's own rules,
 * without a cluster.
 *
 * <p>{@link io.apium.kubernetes.Schema} reads every document as the type that Kubernetes has for it, from fabric8's model,
 * and refuses what that does not know at whatever depth. The three resources of operators for which there is no published
 * model in Java are records here, which take the parts that are Kubernetes' own from that model. {@link
 * io.apium.kubernetes.Cluster} is one rendering, read so. The rules are methods from a cluster to complaints:
 *
 * <ul>
 *   <li>{@link io.apium.kubernetes.PodRules}: what a pod may do, what it may take, how its state is asked for;
 *   <li>{@link io.apium.kubernetes.ReferenceRules}: whatever names another thing finds it;
 *   <li>{@link io.apium.kubernetes.ScaleRules}: how many there are is said in one place, and some may always be evicted;
 *   <li>{@link io.apium.kubernetes.NetworkRules}: needed connections are let through at both ends, and strangers are not;
 *   <li>{@link io.apium.kubernetes.SettingRules}: keys and values of Apium's settings, the time to drain, images.
 * </ul>
 *
 * <p>{@link io.apium.kubernetes.PlantedMistakeTest} plants a mistake for each rule in a valid rendering, and the rule must
 * report it. When one of the others fails, its complaint names the resource and what should be; a rendering
 * that is older than its sources asks for {@code k8s/render}.
 */
@NullMarked
package io.apium.kubernetes;

import org.jspecify.annotations.NullMarked;
