package smilet.device.home;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where the broker is.
 *
 * @param host a name, or an address in digits; an IPv6 address is in brackets
 * @param port 1 to 65535
 * @param tls whether the connection is encrypted
 */
public record BrokerAddress(String host, int port, boolean tls) {
  private static final Pattern FORM =
      Pattern.compile(
          "mqtt(?<tls>s)?://(?<host>[a-zA-Z0-9._-]+|\\[[0-9a-fA-F:.]+\\])(:(?<port>[0-9]{1,5}))?");

  private static final int PLAIN_PORT = 1883;
  private static final int TLS_PORT = 8883;

  /**
   * Reads "mqtt://HOST", which is port 1883, "mqtts://HOST", which is port 8883, or either with
   * ":PORT".
   *
   * @throws IllegalArgumentException if it is neither; the message says what it should be
   */
  public static BrokerAddress parse(String text) {
    Matcher parts = FORM.matcher(text);
    if (parts.matches()) {
      boolean tls = parts.group("tls") != null;
      String port = parts.group("port");
      int number = port == null ? (tls ? TLS_PORT : PLAIN_PORT) : Integer.parseInt(port);
      if (number >= 1 && number <= 65535) {
        return new BrokerAddress(parts.group("host"), number, tls);
      }
    }
    // A password may be in it.
    String shown = text.contains("@") ? "something with an @" : "\"" + text + "\"";
    throw new IllegalArgumentException(
        "must be mqtt://HOST:PORT or mqtts://HOST:PORT, was " + shown);
  }

  @Override
  public String toString() {
    return (tls ? "mqtts://" : "mqtt://") + host + ":" + port;
  }
}
