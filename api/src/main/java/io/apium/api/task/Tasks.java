package io.apium.api.task;

import io.apium.api.problem.Refusal;
import io.apium.api.problem.Refused;
import io.apium.api.wait.Patience;
import io.apium.store.ResultStore;
import io.apium.store.TaskHistory;
import io.apium.task.TaskId;
import org.springframework.stereotype.Component;

/** Looks tasks up by what stands in a path. */
@Component
final class Tasks {

    private final ResultStore results;
    private final Patience patience;

    Tasks(ResultStore results, Patience patience) {
        this.results = results;
        this.patience = patience;
    }

    /** @throws Refused when nothing is known of such a task */
    TaskHistory known(String id) throws InterruptedException {
        if (id.isBlank() || id.length() > 255) {
            throw unknown(id);
        }
        return patience.ask(() -> results.history(new TaskId(id))).orElseThrow(() -> unknown(id));
    }

    private static Refused unknown(String id) {
        return new Refused(new Refusal.UnknownId("task", id));
    }
}
