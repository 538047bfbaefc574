/**
 * The counts and latencies of a run for Prometheus and programs that read its text format. {@link
 * smilet.device.metrics.Exposition} writes what a {@link smilet.device.loop.Summary} holds; the
 * room {@code page} serves it under {@code /metrics}.
 */
package smilet.device.metrics;
