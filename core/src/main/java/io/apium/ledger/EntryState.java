package io.apium.ledger;

/** The state of an entry. */
public sealed interface EntryState permits DelayedTask, ScheduleEntry, FlowEntry {

    EntryKey key();
}
