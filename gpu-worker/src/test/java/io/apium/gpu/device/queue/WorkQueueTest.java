package io.apium.gpu.device.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.gpu.device.DeviceException;
import io.apium.gpu.device.Saxpy;
import io.apium.gpu.device.WorkFuture;
import io.apium.gpu.device.WorkProfile;
import io.apium.gpu.device.host.HostSession;
import io.apium.gpu.device.host.ScriptedHost;
import io.apium.gpu.work.KernelProgram;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WorkQueueTest {

    private static final KernelProgram OTHER = Saxpy.program("// another", "");

    private final WorkQueue queue = new WorkQueue(100, new PendingWork(4, 100_000));
    private final ScriptedHost.Log log = new ScriptedHost.Log();
    private HostSession session;

    @BeforeEach
    void open() throws IOException {
        session = new HostSession(log, (_, _) -> {}, 100);
        var _ = queue.open(session);
    }

    @Test
    void works_of_a_program_go_in_their_order_as_many_as_a_launch_takes() throws Exception {
        List<WorkFuture> tickets = enter(Saxpy.GOOD, 6, 10);

        assertThat(queue.take().tickets()).isEqualTo(tickets.subList(0, 4));
        assertThat(queue.take().tickets()).isEqualTo(tickets.subList(4, 6));
        assertThat(queue.waiting()).isZero();
        assertThat(queue.running()).isEqualTo(6);
    }

    @Test
    void programs_take_turns() throws Exception {
        List<WorkFuture> first = enter(Saxpy.GOOD, 6, 10);
        List<WorkFuture> second = enter(OTHER, 1, 10);

        assertThat(queue.take().tickets()).isEqualTo(first.subList(0, 4));
        assertThat(queue.take().tickets()).isEqualTo(second);
        assertThat(queue.take().tickets()).isEqualTo(first.subList(4, 6));
    }

    @Test
    void a_large_work_goes_alone_and_no_launch_has_more_bytes_than_it_may() throws Exception {
        List<WorkFuture> tickets = new ArrayList<>(enter(Saxpy.GOOD, 1, 20_000));
        tickets.addAll(enter(Saxpy.GOOD, 4, 4_000));

        assertThat(queue.take().tickets()).isEqualTo(tickets.subList(0, 1));
        assertThat(queue.take().tickets()).isEqualTo(tickets.subList(1, 3));
        assertThat(queue.take().tickets()).isEqualTo(tickets.subList(3, 5));
    }

    @Test
    void a_cancelled_work_leaves_the_line() throws Exception {
        List<WorkFuture> tickets = enter(Saxpy.GOOD, 3, 10);

        tickets.get(1).cancel(true);

        assertThat(queue.waiting()).isEqualTo(2);
        assertThat(queue.take().tickets()).containsExactly(tickets.get(0), tickets.get(2));
    }

    @Test
    void a_line_that_is_full_refuses() throws Exception {
        enter(Saxpy.GOOD, 100, 1);

        assertThatThrownBy(() -> enter(Saxpy.GOOD, 1, 1)).isInstanceOf(DeviceException.DeviceBusyException.class);
    }

    @Test
    void suspects_go_first_and_one_by_one() throws Exception {
        List<WorkFuture> tickets = enter(Saxpy.GOOD, 2, 10);
        LaunchBatch crashed = queue.take();
        List<WorkFuture> later = enter(Saxpy.GOOD, 2, 10);

        queue.again(crashed, true);
        queue.end(crashed, false);

        for (WorkFuture ticket : tickets) {
            LaunchBatch batch = queue.take();
            assertThat(batch.tickets()).containsExactly(ticket);
            queue.end(batch, true);
        }
        assertThat(queue.take().tickets()).isEqualTo(later);
    }

    @Test
    void works_that_were_not_at_fault_are_the_first_again() throws Exception {
        List<WorkFuture> tickets = enter(Saxpy.GOOD, 6, 10);
        LaunchBatch batch = queue.take();

        queue.again(batch, false);
        queue.end(batch, false);

        assertThat(queue.take().tickets()).isEqualTo(tickets.subList(0, 4));
    }

    @Test
    void a_line_that_is_closed_fails_what_waits_and_what_comes() throws Exception {
        List<WorkFuture> tickets = enter(Saxpy.GOOD, 3, 10);

        queue.close(new DeviceException.DeviceLostException("over"));

        assertThat(tickets).allMatch(WorkFuture::isCompletedExceptionally);
        assertThat(queue.take()).isNull();
        assertThatThrownBy(() -> enter(Saxpy.GOOD, 1, 1)).isInstanceOf(DeviceException.DeviceLostException.class);
    }

    private List<WorkFuture> enter(KernelProgram program, int count, int floats) throws DeviceException {
        List<WorkFuture> tickets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            WorkFuture ticket = new WorkFuture(Saxpy.of(program, 1, floats, i), 1_000, 0, queue::leave);
            WorkQueue.Need need = queue.enter(ticket);
            if (need != null) {
                queue.built(need.group(), WorkProfile.Cache.BUILT);
            }
            tickets.add(ticket);
        }
        return tickets;
    }
}
