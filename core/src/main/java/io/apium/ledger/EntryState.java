package io.apium.ledger;

/** What an entry stands for. */
public sealed interface EntryState permits DelayedTask, ScheduleEntry, FlowEntry {

    EntryKey key();
}
