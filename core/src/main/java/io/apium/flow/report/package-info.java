/**
 * The report of a finished or running flow: speed-up and efficiency, critical path, and a forecast for other numbers of
 * slots.
 *
 * <p>All figures follow from the timings that workers store; a flow without timings has a report that says so. The
 * formulas are in {@link io.apium.flow.report.SpeedupLaws}, with their sources.
 */
@NullMarked
package io.apium.flow.report;

import org.jspecify.annotations.NullMarked;
