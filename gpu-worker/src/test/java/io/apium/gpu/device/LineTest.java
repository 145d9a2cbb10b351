package io.apium.gpu.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.gpu.work.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LineTest {

    private static final Program OTHER = Saxpy.program("// another", "");

    private final Line line = new Line(100, new Waiting(4, 100_000));
    private final ScriptedHost.Log log = new ScriptedHost.Log();
    private Session session;

    @BeforeEach
    void open() throws IOException {
        session = new Session(log, (_, _) -> {}, 100);
        var _ = line.open(session);
    }

    @Test
    void works_of_a_program_go_in_their_order_as_many_as_a_launch_takes() throws Exception {
        List<Ticket> tickets = enter(Saxpy.GOOD, 6, 10);

        assertThat(line.take().tickets()).isEqualTo(tickets.subList(0, 4));
        assertThat(line.take().tickets()).isEqualTo(tickets.subList(4, 6));
        assertThat(line.waiting()).isZero();
        assertThat(line.running()).isEqualTo(6);
    }

    @Test
    void programs_take_turns() throws Exception {
        List<Ticket> first = enter(Saxpy.GOOD, 6, 10);
        List<Ticket> second = enter(OTHER, 1, 10);

        assertThat(line.take().tickets()).isEqualTo(first.subList(0, 4));
        assertThat(line.take().tickets()).isEqualTo(second);
        assertThat(line.take().tickets()).isEqualTo(first.subList(4, 6));
    }

    @Test
    void a_large_work_goes_alone_and_no_launch_has_more_bytes_than_it_may() throws Exception {
        List<Ticket> tickets = new ArrayList<>(enter(Saxpy.GOOD, 1, 20_000));
        tickets.addAll(enter(Saxpy.GOOD, 4, 4_000));

        assertThat(line.take().tickets()).isEqualTo(tickets.subList(0, 1));
        assertThat(line.take().tickets()).isEqualTo(tickets.subList(1, 3));
        assertThat(line.take().tickets()).isEqualTo(tickets.subList(3, 5));
    }

    @Test
    void a_cancelled_work_leaves_the_line() throws Exception {
        List<Ticket> tickets = enter(Saxpy.GOOD, 3, 10);

        tickets.get(1).cancel(true);

        assertThat(line.waiting()).isEqualTo(2);
        assertThat(line.take().tickets()).containsExactly(tickets.get(0), tickets.get(2));
    }

    @Test
    void a_line_that_is_full_refuses() throws Exception {
        enter(Saxpy.GOOD, 100, 1);

        assertThatThrownBy(() -> enter(Saxpy.GOOD, 1, 1)).isInstanceOf(DeviceException.DeviceBusyException.class);
    }

    @Test
    void suspects_go_first_and_one_by_one() throws Exception {
        List<Ticket> tickets = enter(Saxpy.GOOD, 2, 10);
        Turn crashed = line.take();
        List<Ticket> later = enter(Saxpy.GOOD, 2, 10);

        line.again(crashed, true);
        line.end(crashed, false);

        for (Ticket ticket : tickets) {
            Turn turn = line.take();
            assertThat(turn.tickets()).containsExactly(ticket);
            line.end(turn, true);
        }
        assertThat(line.take().tickets()).isEqualTo(later);
    }

    @Test
    void works_that_were_not_at_fault_are_the_first_again() throws Exception {
        List<Ticket> tickets = enter(Saxpy.GOOD, 6, 10);
        Turn turn = line.take();

        line.again(turn, false);
        line.end(turn, false);

        assertThat(line.take().tickets()).isEqualTo(tickets.subList(0, 4));
    }

    @Test
    void a_line_that_is_closed_fails_what_waits_and_what_comes() throws Exception {
        List<Ticket> tickets = enter(Saxpy.GOOD, 3, 10);

        line.close(new DeviceException.DeviceLostException("over"));

        assertThat(tickets).allMatch(Ticket::isCompletedExceptionally);
        assertThat(line.take()).isNull();
        assertThatThrownBy(() -> enter(Saxpy.GOOD, 1, 1)).isInstanceOf(DeviceException.DeviceLostException.class);
    }

    private List<Ticket> enter(Program program, int count, int floats) throws DeviceException {
        List<Ticket> tickets = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Ticket ticket = new Ticket(Saxpy.of(program, 1, floats, i), 1_000, 0, line::leave);
            Line.Need need = line.enter(ticket);
            if (need != null) {
                line.built(need.group(), Profile.Cache.BUILT);
            }
            tickets.add(ticket);
        }
        return tickets;
    }
}
