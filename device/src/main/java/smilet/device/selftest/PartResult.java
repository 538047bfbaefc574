package smilet.device.selftest;

/**
 * What the self-test found about one part.
 *
 * @param part its name, for example "sensor"
 * @param ok whether it works
 * @param finding what was found, or what is wrong and how to fix it; one line
 */
public record PartResult(String part, boolean ok, String finding) {}
