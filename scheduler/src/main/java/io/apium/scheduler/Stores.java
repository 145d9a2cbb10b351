package io.apium.scheduler;

import io.apium.ledger.Ledger;
import io.apium.store.FlowTimes;
import io.apium.store.ResultStore;
import io.apium.store.Revocations;

/** What the scheduler reads and writes. */
record Stores(Ledger ledger, ResultStore results, Revocations revocations, FlowTimes times) {}
