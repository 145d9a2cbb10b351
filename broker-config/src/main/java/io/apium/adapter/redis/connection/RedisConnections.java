package io.apium.adapter.redis.connection;

import io.apium.adapter.config.RedisProperties;
import io.apium.adapter.health.VitalThreads;
import io.apium.store.StoreUnavailableException;
import io.apium.store.UnreadableRecordException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.util.JedisURIHelper;

/** The three connections to Redis that the stores share: reads, grouped writes, and subscriptions. */
public final class RedisConnections implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration READ = Duration.ofMillis(1_500);

    /** A full batch of large results takes longer than any read. */
    private static final Duration FLUSH = Duration.ofSeconds(10);

    private final RedisClient reads;
    private final GroupCommit writes;
    private final PubSubConnection subscriptions;
    private final Duration expires;
    private final UnreadableKeys unreadable = new UnreadableKeys();

    public RedisConnections(RedisProperties properties) {
        this(properties, new VitalThreads());
    }

    public RedisConnections(RedisProperties properties, VitalThreads vital) {
        URI uri = properties.uri();
        HostAndPort server = JedisURIHelper.getHostAndPort(uri);
        this.expires = properties.resultExpires();
        this.reads = RedisClient.builder()
                .hostAndPort(server)
                .clientConfig(config(uri, READ))
                .build();
        this.writes = new GroupCommit(() -> new Jedis(server, config(uri, FLUSH)), vital);
        this.subscriptions = new PubSubConnection(() -> new Jedis(server, config(uri, READ)), writes::doubt, vital);
    }

    private static JedisClientConfig config(URI uri, Duration answer) {
        return DefaultJedisClientConfig.builder()
                .connectionTimeoutMillis((int) CONNECT.toMillis())
                .socketTimeoutMillis((int) answer.toMillis())
                .user(JedisURIHelper.getUser(uri))
                .password(JedisURIHelper.getPassword(uri))
                .database(JedisURIHelper.getDBIndex(uri))
                .ssl(JedisURIHelper.isRedisSSLScheme(uri))
                .sslParameters(certifiedForItsHost())
                .build();
    }

    /** The client alone would accept any trusted certificate, whatever its host. */
    private static SSLParameters certifiedForItsHost() {
        SSLParameters parameters = new SSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        return parameters;
    }

    /** @throws StoreUnavailableException when Redis does not answer in time */
    public <T> T read(Function<RedisClient, T> command) {
        try {
            return command.apply(reads);
        } catch (JedisException away) {
            throw new StoreUnavailableException("Redis cannot be read: " + away.getMessage(), away);
        }
    }

    /**
     * Reads one key.
     *
     * @throws UnreadableRecordException when the key is of another type than the command is for, which is reported
     */
    public <T> T read(UnreadableKeys.Kind kind, String key, Function<RedisClient, T> command) {
        return read(client -> unreadable.required(kind, key, () -> command.apply(client)));
    }

    /** Reads one key, and returns empty when it is missing or of another type, which is reported. */
    public <T> Optional<T> readable(UnreadableKeys.Kind kind, String key, Function<RedisClient, @Nullable T> command) {
        return read(client -> unreadable.read(kind, key, () -> command.apply(client)));
    }

    /**
     * The texts of some keys, in one round trip: null for a missing one. The response of a key of another type throws
     * when it is read, so that {@link UnreadableKeys} reports it.
     */
    public List<Response<String>> texts(List<String> keys) {
        return read(client -> {
            try (Pipeline pipeline = client.pipelined()) {
                List<Response<String>> texts = keys.stream().map(pipeline::get).toList();
                pipeline.sync();
                texts.forEach(RedisConnections::checkAnswered);
                return texts;
            }
        });
    }

    private static void checkAnswered(Response<String> text) {
        try {
            text.get();
        } catch (JedisDataException refused) {
            if (!UnreadableKeys.isWrongType(refused)) {
                throw refused;
            }
        }
    }

    /** Where unreadable keys are reported. */
    public UnreadableKeys unreadable() {
        return unreadable;
    }

    /**
     * Runs scripts in one round trip. A server that has lost them receives them again, and the calls are repeated.
     *
     * @param command adds the calls, and returns their responses
     * @return the answers; for a call that met a key of another type, the error
     */
    public List<Object> scripts(Function<Pipeline, List<Response<Object>>> command) {
        return read(client -> {
            try {
                return answers(client, command);
            } catch (JedisNoScriptException forgotten) {
                for (LuaScript script : LuaScript.values()) {
                    client.scriptLoad(script.text());
                }
                return answers(client, command);
            }
        });
    }

    private static List<Object> answers(RedisClient client, Function<Pipeline, List<Response<Object>>> command) {
        try (Pipeline pipeline = client.pipelined()) {
            List<Response<Object>> answers = command.apply(pipeline);
            pipeline.sync();
            return answers.stream().map(RedisConnections::answer).toList();
        }
    }

    private static Object answer(Response<Object> response) {
        try {
            return response.get();
        } catch (JedisDataException refused) {
            if (UnreadableKeys.isWrongType(refused)) {
                return refused;
            }
            throw refused;
        }
    }

    public <A, T> CompletableFuture<T> write(Function<Pipeline, Response<A>> command, Function<@Nullable A, T> answer) {
        return writes.submit(command, answer);
    }

    /** A write by a caller that may wait for Redis. */
    public <A, T> CompletableFuture<T> lead(Function<Pipeline, Response<A>> command, Function<@Nullable A, T> answer) {
        return writes.lead(command, answer);
    }

    /** A write whose answer is only success or failure. */
    public <A> CompletableFuture<Void> write(Function<Pipeline, Response<A>> command) {
        return writes.<A, String>submit(command, _ -> "").thenRun(() -> {});
    }

    public ChannelSubscription listen(String channel, Consumer<@Nullable String> listener) {
        return subscriptions.listen(channel, listener);
    }

    /** The parameters of a key that is kept as long as results are. */
    public SetParams expiring() {
        return SetParams.setParams().ex(expiresSeconds());
    }

    public Duration resultExpires() {
        return expires;
    }

    public long expiresSeconds() {
        return Math.max(1, expires.toSeconds());
    }

    public boolean isReachable() {
        return writes.isReachable();
    }

    @Override
    public void close() {
        subscriptions.close();
        writes.close();
        reads.close();
    }
}
