package io.apium.api.worker;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The workers. */
@Schema(description = "The running workers, by name")
public record WorkersView(List<WorkerView> workers) {}
