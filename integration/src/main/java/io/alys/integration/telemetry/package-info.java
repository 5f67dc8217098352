/** What is measured and traced, in the forms that Prometheus and OpenTelemetry read. */
@NullMarked
package io.alys.integration.telemetry;

import org.jspecify.annotations.NullMarked;
