/**
 * The page in the browser: what the sensor sees, what the model sees, the percentage and its last
 * minute, faults, speed and the model that runs. {@link smilet.device.page.PageFeed} takes these
 * from the loop, which never waits for it; {@link smilet.device.page.PageServer} answers browsers
 * on threads of its own. It depends on {@code capture}, {@code indicator}, {@code loop} and {@code
 * supply}; {@code run} opens it, and {@code cli} parses its settings.
 */
package smilet.device.page;
