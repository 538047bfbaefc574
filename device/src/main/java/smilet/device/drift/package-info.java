/**
 * Whether the pictures that a model meets are still like those that it learned from. {@link
 * smilet.device.drift.DriftWatch} takes a sample per second and compares ten minutes of them with
 * the familiar range in the model's file; what it notices is a {@link smilet.device.drift.Drift}:
 * of the sensor, of the surroundings, or of the answers. The loop asks it and reports the news.
 */
package smilet.device.drift;
