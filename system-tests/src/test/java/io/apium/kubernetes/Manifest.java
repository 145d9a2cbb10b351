package io.apium.kubernetes;

/**
 * One document.
 *
 * @param name kind and name, as in {@code Deployment/apium-api}
 * @param content an object of the type that belongs to the kind
 */
record Manifest(String name, Object content) {}
