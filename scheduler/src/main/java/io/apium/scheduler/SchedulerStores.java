package io.apium.scheduler;

import io.apium.ledger.Ledger;
import io.apium.store.FlowTimingStore;
import io.apium.store.ResultStore;
import io.apium.store.RevocationStore;

/** What the scheduler reads and writes. */
record SchedulerStores(Ledger ledger, ResultStore results, RevocationStore revocations, FlowTimingStore times) {}
