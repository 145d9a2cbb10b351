package io.apium.testkit.memory;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Who wants to be called about what. Not guarded by a store's outage, since interest is local. */
final class MemoryListeners<K, L> {

    private final List<Entry<K, L>> entries = new CopyOnWriteArrayList<>();

    /** Compared by identity, so that the same listener may be there twice. */
    private static final class Entry<K, L> {

        final K key;
        final L listener;

        Entry(K key, L listener) {
            this.key = key;
            this.listener = listener;
        }
    }

    /** @return takes the listener away again */
    Runnable add(K key, L listener) {
        Entry<K, L> entry = new Entry<>(key, listener);
        entries.add(entry);
        return () -> entries.remove(entry);
    }

    List<L> of(K key) {
        return entries.stream()
                .filter(entry -> entry.key.equals(key))
                .map(entry -> entry.listener)
                .toList();
    }
}
