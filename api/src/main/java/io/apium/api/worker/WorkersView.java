package io.apium.api.worker;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** The workers. */
@Schema(description = "The workers that are there, in the order of their names")
public record WorkersView(List<WorkerView> workers) {}
