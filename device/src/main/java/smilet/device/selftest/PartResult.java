package smilet.device.selftest;

/**
 * What the self-test found about one part.
 *
 * @param part its name, for example "sensor"
 * @param ok whether it works
 * @param finding what was found, or what is wrong and how to fix it; one line
 */
public record PartResult(String part, boolean ok, String finding) {
  /** One line for people. */
  public String line() {
    return "%-7s %-7s %s".formatted(part, ok ? "ok" : "FAULTY", finding);
  }
}
