package io.apium.adapter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.rabbitmq.client.ConnectionFactory;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;
import redis.clients.jedis.util.JedisURIHelper;

/** Passwords of every special character at every position, in URLs of every form: whatever is thrown or printed has none. */
class ServerUrlTest {

    private static final String SPECIAL = " !\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~\t\né漢😀";

    /** Where the password is, in what may be no URL. */
    private static final List<String> FORMS = List.of(
            "%s://user:%s@host:1234/0",
            "%s://:%s@host:1234/0",
            "%s://user:%s@host",
            "%s://user:%s@",
            "%s://user:%s",
            "%s://:%s",
            "%s://%s@host",
            "%s:user:%s@host:1234",
            "%s//user:%s@host",
            "%s://user:%s@host:port",
            "%s://user:%s@host:99999",
            "%s://user:%s@[::1",
            "%s://user:%s@host:1234/0/1",
            "%s://user:%s@host:1234/0?a=b",
            "x%s://user:%s@host:1234/0",
            "%s://user@host:1234/%s@x",
            "%s%s");

    /** Two halves, neither of which is to be seen: what a mistake cuts in two is shown in parts. */
    private static final String HALF = "Zq7wLeft";

    private static final String OTHER_HALF = "Xk4pRight";

    @ParameterizedTest
    @ValueSource(strings = {"amqp", "amqps", "redis", "rediss", "AMQP", "http", ""})
    void no_error_of_a_url_shows_any_of_its_password(String scheme) {
        for (String password : passwords()) {
            for (String form : FORMS) {
                String url = form.formatted(scheme, password);
                assertShowsNone(url, ServerUrlTest::broker);
                assertShowsNone(url, ServerUrlTest::result);
            }
        }
    }

    @Test
    void no_error_of_a_random_url_shows_any_of_its_password() {
        Random random = new Random(20);
        for (int i = 0; i < 20_000; i++) {
            StringBuilder url = new StringBuilder(random.nextBoolean() ? "amqp://user:" : "redis://:");
            for (int part = 0; part < 1 + random.nextInt(4); part++) {
                url.append(random.nextBoolean() ? HALF : OTHER_HALF)
                        .append(any(random))
                        .append(any(random));
            }
            url.append(random.nextInt(5) == 0 ? "" : "@host:1");
            assertShowsNone(url.toString(), ServerUrlTest::broker);
            assertShowsNone(url.toString(), ServerUrlTest::result);
        }
    }

    @Test
    void an_encoded_password_is_the_one_that_the_clients_send() {
        for (String password : passwords()) {
            String encoded = URLEncoder.encode(password, StandardCharsets.UTF_8).replace("+", "%20");
            ConnectionFactory factory = new ConnectionFactory();

            broker("amqp://user:" + encoded + "@host:1234/vhost").applyTo(factory);

            assertThat(factory.getPassword()).isEqualTo(password);
            assertThat(factory.getUsername()).isEqualTo("user");
            assertThat(factory.getHost()).isEqualTo("host");
            assertThat(factory.getVirtualHost()).isEqualTo("vhost");
            assertThat(JedisURIHelper.getPassword(
                            result("redis://:" + encoded + "@host/0").uri()))
                    .isEqualTo(password);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "amqp://host, guest, guest, /",
        "amqp://host/, guest, guest, /",
        "amqp://host//, guest, guest, /",
        "amqp://u:p:q@host/v, u, p:q, v",
        "amqp://u:@host/%2fv, u, '', /v",
        "amqp://a%3Ab:c+d@host, a:b, c+d, /"
    })
    void what_celery_reads_in_a_url_is_read_here(String url, String user, String password, String vhost) {
        ConnectionFactory factory = new ConnectionFactory();

        broker(url).applyTo(factory);

        assertThat(List.of(factory.getUsername(), factory.getPassword(), factory.getVirtualHost()))
                .containsExactly(user, password, vhost);
    }

    @ParameterizedTest
    @CsvSource({
        "'amqp://u:a b@h', at position 11, %20",
        "amqp://u:a@b@h, names no host, %40",
        "amqp://u:a[b@h, at position 11, %5B",
        "amqp://u:a%b@h, at position 11, %25",
        "amqp://u:1#b@h, behind the host, %23",
        "amqp://u:1?b@h, behind the host, %3F",
        "amqp://u:1/b@h, behind the host, %2F",
        "amqp://u:a/b@h, names no host, %2F",
        "amqp://h:70000, a port over 65535, amqp://user:password@host",
        "http://u:a@h, begins with neither amqp:// nor amqps://, amqp://user:password@host"
    })
    void what_is_wrong_and_how_to_mend_it_is_said(String url, String what, String how) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> broker(url))
                .withMessageStartingWith("apium.broker.url (APIUM_BROKER_URL) ")
                .withMessageContaining(what)
                .withMessageContaining(how);
    }

    @Test
    void a_database_of_redis_is_a_number() {
        for (String path : List.of("/x", "/0/1", "/-1", "//")) {
            assertThatThrownBy(() -> result("redis://:secret@host" + path)).hasMessageContaining("such as /0");
        }
        for (String path : List.of("", "/", "/0", "/15")) {
            assertThat(result("redis://:secret@host" + path).toString()).doesNotContain("secret");
        }
    }

    /** Each special character first, last, in the middle, twice and before two digits, as if it were a percent sign. */
    private static List<String> passwords() {
        List<String> passwords = new ArrayList<>();
        SPECIAL.codePoints().mapToObj(Character::toString).forEach(special -> {
            for (String form :
                    List.of("%2$s%1$s%3$s", "%1$s%2$s%3$s", "%2$s%3$s%1$s", "%2$s%1$s%1$s%3$s", "%2$s%1$s40%3$s")) {
                passwords.add(form.formatted(special, HALF, OTHER_HALF));
            }
        });
        return passwords;
    }

    private static String any(Random random) {
        int[] special = SPECIAL.codePoints().toArray();
        return Character.toString(special[random.nextInt(special.length)]);
    }

    private static void assertShowsNone(String url, Consumer<String> reader) {
        StringBuilder shown = new StringBuilder();
        try {
            reader.accept(url);
        } catch (RuntimeException refused) {
            for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
                shown.append(cause).append('\n');
            }
        }
        assertThat(shown.toString()).as(url).doesNotContain(HALF).doesNotContain(OTHER_HALF);
    }

    private static BrokerProperties broker(String url) {
        BrokerProperties properties =
                new BrokerProperties(url, BrokerProperties.QueueType.CLASSIC, 0, DataSize.ofMegabytes(1));
        assertThat(properties.toString()).doesNotContain(HALF).doesNotContain(OTHER_HALF);
        return properties;
    }

    private static RedisProperties result(String url) {
        RedisProperties properties = new RedisProperties(url, Duration.ofHours(1));
        assertThat(properties.toString()).doesNotContain(HALF).doesNotContain(OTHER_HALF);
        return properties;
    }
}
