package io.apium.api.flow;

import io.apium.api.error.ApiError;
import io.apium.api.error.ApiException;
import io.apium.api.json.ViewRepresentation;
import io.apium.api.path.PathId;
import io.apium.api.wait.StoreTimeout;
import io.apium.bound.PlainText;
import io.apium.flow.FlowState;
import io.apium.flow.FlowTimings;
import io.apium.flow.report.FlowReport;
import io.apium.ledger.Entry;
import io.apium.ledger.EntryKey;
import io.apium.ledger.FlowEntry;
import io.apium.ledger.Ledger;
import io.apium.store.FlowTimingStore;
import io.apium.task.TaskId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Reports the speedup and efficiency of a flow. */
@RestController
@Tag(name = "flows")
final class FlowReportController {

    private static final Pattern SECONDS = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)s?");
    private static final int NANOS_DIGITS = 9;

    private final Ledger ledger;
    private final FlowTimingStore times;
    private final FlowQueries flows;
    private final StoreTimeout timeout;
    private final InstantSource clock;

    FlowReportController(
            Ledger ledger, FlowTimingStore times, FlowQueries flows, StoreTimeout timeout, InstantSource clock) {
        this.ledger = ledger;
        this.times = times;
        this.flows = flows;
        this.timeout = timeout;
        this.clock = clock;
    }

    @Operation(
            operationId = "reportFlow",
            summary = "Read the speedup and efficiency of a flow",
            description = "Also while the flow runs; 409 for a canvas flow, whose run times are not recorded")
    @GetMapping(path = "/v1/flows/{id}/report", produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> report(
            @PathVariable String id, @RequestParam(name = "serialTime", required = false) @Nullable String serialTime)
            throws InterruptedException {
        Duration measured = serialTime == null ? null : parsed(serialTime);
        FlowState flow = known(id);
        FlowTimings known = timeout.ask(() -> times.find(flow.id()));
        FlowReport report = FlowReport.of(flow, known, clock.instant(), measured);
        return ViewRepresentation.of(ReportView.of(flow, report)).found(ViewRepresentation.ok());
    }

    private FlowState known(String id) throws InterruptedException {
        TaskId task = PathId.task("flow", id);
        Optional<Entry> entry = timeout.ask(() -> ledger.find(EntryKey.flow(task)));
        if (entry.isPresent() && entry.get().state() instanceof FlowEntry(FlowState flow)) {
            return flow;
        }
        // throws 404 by itself when the flow is unknown
        throw new ApiException(new ApiError.Unmeasured(flows.known(id).id().value()));
    }

    private static Duration parsed(String text) {
        Matcher seconds = SECONDS.matcher(text);
        Duration duration = seconds.matches()
                ? Duration.ofNanos(new BigDecimal(seconds.group(1))
                        .movePointRight(NANOS_DIGITS)
                        .longValue())
                : Duration.ZERO;
        if (duration.isZero()) {
            throw new ApiException(new ApiError.BadParameter(
                    "serialTime must be a number of seconds above 0, such as 12.5 or 12.5s, got: "
                            + PlainText.shown(text)));
        }
        return duration;
    }
}
