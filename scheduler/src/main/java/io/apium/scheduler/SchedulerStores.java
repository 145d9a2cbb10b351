package io.apium.scheduler;

import io.apium.ledger.Ledger;
import io.apium.store.FlowTimingStore;
import io.apium.store.ResultStore;
import io.apium.store.RevocationStore;

/** The stores of the scheduler. */
record SchedulerStores(Ledger ledger, ResultStore results, RevocationStore revocations, FlowTimingStore times) {}
