package smilet.device.page;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The values after the question mark of an address. */
final class Query {
  private final Map<String, String> values = new HashMap<>();

  /**
   * @param raw as it was sent; null if there is none
   * @throws IllegalArgumentException if it is not name=value&amp;name=value
   */
  Query(String raw) {
    if (raw == null || raw.isEmpty()) {
      return;
    }
    for (String pair : raw.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new IllegalArgumentException("a query must be name=value&name=value");
      }
      values.put(
          pair.substring(0, equals),
          URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
    }
  }

  /**
   * A value that must be there.
   *
   * @param reader gives nothing for a text that is no such value
   * @throws IllegalArgumentException if it is not there, or is no such value
   */
  <T> T require(String name, Function<String, Optional<T>> reader) {
    String text = values.get(name);
    return Optional.ofNullable(text)
        .flatMap(reader)
        .orElseThrow(() -> new IllegalArgumentException("%s is %s".formatted(name, said(text))));
  }

  private static String said(String text) {
    return text == null ? "missing" : "not known";
  }
}
