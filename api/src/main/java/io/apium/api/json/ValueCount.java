package io.apium.api.json;

/** Counts the JSON values of a request. Several documents count together, because they cost as much as one. */
public final class ValueCount {

    private long values;

    long next() {
        return ++values;
    }
}
