package io.apium.canvas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.apium.canvas.TaskOptions.Routing;
import io.apium.task.GroupId;
import io.apium.task.QueueName;
import io.apium.task.TaskId;
import org.junit.jupiter.api.Test;

class TaskFilterTest {

    private static final QueueName SLOW = new QueueName("slow");
    private static final GroupId GROUP = new GroupId("g");

    private final TaskMessage plain = Canvases.message(Canvases.task("a", "1"));
    private final TaskMessage member = Canvases.message(Canvases.task("b")
            .with(TaskOptions.NONE
                    .withRouting(new Routing(SLOW, null))
                    .withMembership(new GroupMembership(GROUP, 0, null))));

    @Test
    void each_thing_that_is_given_must_match() {
        assertThat(new TaskFilter("a", null, null, null).matches(plain)).isTrue();
        assertThat(new TaskFilter("a", null, null, null).matches(member)).isFalse();
        assertThat(new TaskFilter(null, SLOW, null, null).matches(member)).isTrue();
        assertThat(new TaskFilter(null, null, GROUP, null).matches(member)).isTrue();
        assertThat(new TaskFilter(null, null, new GroupId("h"), null).matches(member))
                .isFalse();
        assertThat(new TaskFilter(null, null, GROUP, null).matches(plain)).isFalse();
        assertThat(new TaskFilter("b", SLOW, GROUP, member.root()).matches(member))
                .isTrue();
        assertThat(new TaskFilter("b", SLOW, GROUP, new TaskId("other")).matches(member))
                .isFalse();
        assertThat(new TaskFilter("a", SLOW, GROUP, null).matches(member)).isFalse();
    }

    @Test
    void a_task_that_names_no_queue_is_in_the_default_queue() {
        assertThat(new TaskFilter(null, QueueName.DEFAULT, null, null).matches(plain))
                .isTrue();
        assertThat(new TaskFilter(null, QueueName.DEFAULT, null, null).matches(member))
                .isFalse();
    }

    @Test
    void a_filter_that_would_match_everything_is_refused() {
        assertThatThrownBy(() -> new TaskFilter(null, null, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a filter must have at least one of task, queue, group and root");
    }
}
