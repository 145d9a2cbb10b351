package io.apium.worker.config;

import io.apium.broker.Broker;
import io.apium.client.DelayedTasks;
import io.apium.client.TaskCompletion;
import io.apium.ledger.Ledger;
import io.apium.store.BlobStore;
import io.apium.store.DeadLetterStore;
import io.apium.store.FlowTimingStore;
import io.apium.store.LimitStore;
import io.apium.store.RedeliveryCounter;
import io.apium.store.ResultStore;
import io.apium.store.RevocationStore;
import io.apium.store.WorkerRegistry;
import java.time.InstantSource;

/**
 * All that a worker has of the world outside.
 */
public record WorkerPorts(
        Broker broker,
        ResultStore results,
        RevocationStore revocations,
        RedeliveryCounter redeliveries,
        LimitStore limits,
        DeadLetterStore deadLetters,
        Ledger ledger,
        DelayedTasks delayedTasks,
        TaskCompletion completion,
        BlobStore blobs,
        FlowTimingStore times,
        WorkerRegistry workers,
        InstantSource clock) {}
