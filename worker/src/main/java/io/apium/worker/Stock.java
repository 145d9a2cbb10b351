package io.apium.worker;

import io.apium.worker.binding.Json;
import io.apium.worker.source.Reading;

/** Where what is not in messages is kept. */
record Stock(Ports ports, Json json) {

    /** For one message. */
    Reading reading(SizeLimits.Most most) {
        return new Reading(ports.results(), ports.blobs(), json, most.bytes());
    }
}
