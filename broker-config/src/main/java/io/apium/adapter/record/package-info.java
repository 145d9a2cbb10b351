/**
 * The JSON of what Redis stores: task records and chord members in the form of Celery's Redis backend, and ledger
 * entries, flows, plans, schedules and stored messages in Apium's own form.
 *
 * <p>Reading accepts everything that writing produces, and ignores fields of newer versions. A value that cannot be
 * read throws an exception with the reason; the store reports it with its key.
 */
@NullMarked
package io.apium.adapter.record;

import org.jspecify.annotations.NullMarked;
