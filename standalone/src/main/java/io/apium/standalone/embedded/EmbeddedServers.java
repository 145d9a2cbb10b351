package io.apium.standalone.embedded;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The embedded broker and the embedded store. */
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
     * @param folder for data that survives a restart, or null to keep data in memory
     * @throws StartupException if one of them does not start; the other is then stopped
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

    /** The properties with which services connect to these servers. */
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
