package io.apium.standalone.embedded;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Broker and store together. */
public final class EmbeddedServers implements AutoCloseable {

    private final @Nullable DataFolder data;
    private final EmbeddedStore store;
    private final EmbeddedBroker broker;

    private EmbeddedServers(@Nullable DataFolder data, EmbeddedStore store, EmbeddedBroker broker) {
        this.data = data;
        this.store = store;
        this.broker = broker;
    }

    /**
     * @param folder what survives a restart, or null if nothing should
     * @throws StartupException if one of them does not come up; then neither is left running
     */
    public static EmbeddedServers start(@Nullable Path folder) {
        EmbeddedPassword embeddedPassword = EmbeddedPassword.random();
        DataFolder data = folder == null ? null : DataFolder.open(folder);
        EmbeddedStore store = null;
        try {
            store = EmbeddedStore.start(data == null ? null : data.part("store"), embeddedPassword);
            return new EmbeddedServers(
                    data, store, EmbeddedBroker.start(data == null ? null : data.part("broker"), embeddedPassword));
        } catch (StartupException e) {
            if (store != null) {
                store.close();
            }
            if (data != null) {
                data.close();
            }
            throw e;
        }
    }

    /** What the services need to know to use them. */
    public Map<String, Object> properties() {
        return Map.of(
                "apium.broker.url",
                broker.uri().toString(),
                "apium.redis.url",
                store.uri().toString());
    }

    @Override
    public void close() {
        broker.close();
        store.close();
        if (data != null) {
            data.close();
        }
    }
}
