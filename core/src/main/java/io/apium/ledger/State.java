package io.apium.ledger;

/** What an entry stands for. */
public sealed interface State permits DelayedTask, Beat, Course {

    EntryKey key();
}
