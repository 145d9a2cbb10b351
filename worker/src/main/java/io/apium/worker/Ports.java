package io.apium.worker;

import io.apium.broker.Broker;
import io.apium.client.Debts;
import io.apium.client.Delays;
import io.apium.ledger.Ledger;
import io.apium.store.BlobStore;
import io.apium.store.DeadLetters;
import io.apium.store.FlowTimes;
import io.apium.store.Limits;
import io.apium.store.Redeliveries;
import io.apium.store.ResultStore;
import io.apium.store.Revocations;
import io.apium.store.Workers;
import java.time.Duration;
import java.time.InstantSource;

/**
 * All that a worker has of the world outside.
 *
 * @param resultsKept how long results are, and blobs that stand in them
 */
record Ports(
        Broker broker,
        ResultStore results,
        Revocations revocations,
        Redeliveries redeliveries,
        Limits limits,
        DeadLetters deadLetters,
        Ledger ledger,
        Delays delays,
        Debts debts,
        BlobStore blobs,
        Duration resultsKept,
        FlowTimes times,
        Workers workers,
        InstantSource clock) {}
