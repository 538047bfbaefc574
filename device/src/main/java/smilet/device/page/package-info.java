/**
 * The page in the browser: what the sensor sees, what the model sees, the percentage and its last
 * minute, faults, speed and the model that runs. {@link smilet.device.page.PageFeed} takes these
 * from the loop, which never waits for it; {@link smilet.device.page.PageServer} answers browsers
 * on threads of its own. It depends on {@code indicator} and {@code loop}; only {@code run} uses
 * it.
 */
package smilet.device.page;
