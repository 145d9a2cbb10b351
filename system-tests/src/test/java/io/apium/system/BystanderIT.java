package io.apium.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import io.apium.system.HostileOutcomeCounts.What;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * A steady load of good tasks, and thousands of odd messages and requests among them: the good ones must not notice.
 *
 * <pre>
 *   -Dapium.bystander.odd=5000        how many odd ones
 *   -Dapium.bystander.seconds=75      over which time
 *   -Dapium.bystander.seed=14         what they are
 *   -Dapium.bystander.kinds=http:.*   which kinds of them: a regular expression that their names match
 * </pre>
 *
 * <p>The kind {@code task: body of 65 MB} is left out by default: RabbitMQ 3.10 confirms no other message for up to
 * 5 s while it stores such a body. {@code StrangeMessagesIT} shows that the worker survives it.
 */
@Tag("bystander")
class BystanderIT {

    @RegisterExtension
    static final TestStage STAGE = TestStage.ofItsOwn();

    private static final int ODD = Integer.getInteger("apium.bystander.odd", 5_000);
    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("apium.bystander.seconds", 75));
    private static final long SEED = Long.getLong("apium.bystander.seed", 14);
    private static final Pattern KINDS =
            Pattern.compile(System.getProperty("apium.bystander.kinds", "(?!task: body of 65 MB).*"));

    private static final String QUEUE = "celery";
    private static final Duration LATE = Duration.ofSeconds(5);
    private static final int WARM_UP = 1_000;
    private static final int WARM_UPS = 3;
    private static final List<String> GOOD = List.of("errands.run", "diary.rated", "diary.warm");

    /** What a heap may hold more at the end than after a quarter of the time: caches fill, and compiled code is kept. */
    private static final long GROWTH_MAX = 24L << 20;

    @Test
    void good_tasks_do_not_notice_thousands_of_odd_messages_and_requests(@TempDir Path folder) throws Exception {
        RetryingTask retryingTask = RetryingTask.in(folder.resolve("errands"), QUEUE);
        LimitedTasks limitedTasks = LimitedTasks.in(folder.resolve("diary"));
        ServiceProcesses services = new ServiceProcesses(STAGE, QUEUE, retryingTask.jar() + "," + limitedTasks.jar());
        CorePorts corePorts = STAGE.insider();
        HostileOutcomeCounts tally = new HostileOutcomeCounts();
        SteadyLoad work = new SteadyLoad(services.api(), corePorts, retryingTask, limitedTasks);
        HostileTraffic odd =
                new HostileTraffic(STAGE.rabbit().url(), services.api().raw(), tally);

        warmUp(services, corePorts, retryingTask, limitedTasks);
        work.start();
        odd.start(QUEUE, ODD, TIME, SEED, KINDS.asMatchPredicate());
        Awaitility.await().atMost(TIME).until(() -> tally.count(What.SENT) >= ODD / 4);
        Map<String, Long> early = services.heaps();
        odd.stop();
        SteadyLoad.Fate fate = work.stop(LATE);
        new HostileOutcomes(corePorts, services.api()).count(odd.kinds(), tally);
        Map<String, Long> late = services.heaps();
        System.out.printf("%s%nseed %d: %s%nheaps after a quarter %s, at the end %s%n", tally, SEED, fate, early, late);

        SoftAssertions.assertSoftly(all -> {
            all.assertThat(fate.complaints()).as("of the good ones").isEmpty();
            all.assertThat(services.complaints()).as("of processes").isEmpty();
            early.forEach((process, used) ->
                    all.assertThat(late.get(process)).as("heap of %s", process).isLessThan(used + GROWTH_MAX));
            all.assertThat(tally.kinds(What.LOST)).as("odd ones without an end").isEmpty();
            all.assertThat(tally.kinds(What.DEFECT)).as("answered with 500").isEmpty();
        });
        assertThat(services.failures(GOOD)).isEmpty();
        assertThat(RemoteControlPing.answers(STAGE.rabbit().url(), 2)).isEqualTo(2);
        // a delayed odd task may still be sent at any time
        Awaitility.await("no message stays in the queue or with a worker")
                .atMost(LATE.multipliedBy(2))
                .until(() -> messages() == 0 && services.unacked() == 0);
        assertThat(services.stop()).isEmpty();
    }

    /**
     * A JVM that has just started is slow for some seconds, which is not what is looked at here. Nor is a machine that is
     * too busy for the good tasks alone: it would say nothing about the odd ones.
     */
    private static void warmUp(
            ServiceProcesses services, CorePorts corePorts, RetryingTask retryingTask, LimitedTasks limitedTasks)
            throws Exception {
        SteadyLoad.Fate alone = null;
        for (int round = 0;
                round < WARM_UPS && (alone == null || !alone.complaints().isEmpty());
                round++) {
            SteadyLoad work = new SteadyLoad(services.api(), corePorts, retryingTask, limitedTasks);
            work.start();
            Awaitility.await().atMost(LATE.multipliedBy(4)).until(() -> work.asked() > WARM_UP);
            alone = work.stop(LATE);
        }
        assertThat(alone.complaints())
                .as(
                        "of good ones without any odd ones, on a machine with a load average of %s",
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage())
                .isEmpty();
    }

    private static long messages() throws Exception {
        ConnectionFactory factory = new ConnectionFactory();
        factory.setUri(STAGE.rabbit().url());
        try (Connection connection = factory.newConnection();
                Channel channel = connection.createChannel()) {
            return channel.messageCount(QUEUE);
        }
    }
}
