package io.apium.api.json;

/** How many JSON values a request has had so far, also where it has many documents: they cost as much as in one. */
public final class ValueCount {

    private long values;

    long next() {
        return ++values;
    }
}
