package smilet.device.home;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;

/**
 * How the device talks to a broker.
 *
 * @param broker where it is
 * @param login as whom; empty if the broker lets in anybody
 * @param tls which certificates are trusted; empty if the connection is not encrypted
 * @param prefix the first part of the device's topics
 * @param discoveryPrefix the first part of the topics in which Home Assistant looks for devices
 * @param id names the device among those of the broker: letters, digits, "_" and "-"
 * @param commands what the broker may ask of the device
 */
public record HomeSettings(
    BrokerAddress broker,
    Optional<Login> login,
    Optional<SSLContext> tls,
    String prefix,
    String discoveryPrefix,
    String id,
    Set<HomeCommand> commands) {
  private static final String ID = "[a-zA-Z0-9_-]{1,64}";
  private static final String PREFIX = ID + "(/" + ID + "){0,7}";

  public HomeSettings {
    requireId(id);
    requirePrefix(prefix);
    requirePrefix(discoveryPrefix);
    commands = commands.isEmpty() ? Set.of() : EnumSet.copyOf(commands);
  }

  /**
   * Checks an id.
   *
   * @throws IllegalArgumentException if it is not valid
   */
  public static String requireId(String id) {
    if (!id.matches(ID)) {
      throw new IllegalArgumentException(
          "must be 1 to 64 of the characters a-z, A-Z, 0-9, _ and -, was \"" + id + "\"");
    }
    return id;
  }

  /**
   * Checks the first part of topics.
   *
   * @throws IllegalArgumentException if it is not valid
   */
  public static String requirePrefix(String prefix) {
    if (!prefix.matches(PREFIX)) {
      throw new IllegalArgumentException(
          "must be words of the characters a-z, A-Z, 0-9, _ and - with / between them, was \""
              + prefix
              + "\"");
    }
    return prefix;
  }

  /** The id of a device that was given none: the name of this computer. */
  public static String usualId() {
    try {
      return idOf(InetAddress.getLocalHost().getHostName());
    } catch (UnknownHostException noName) {
      return idOf("");
    }
  }

  /** Makes an id from the name of a computer, without its domain. */
  static String idOf(String hostName) {
    String id = hostName.split("\\.", 2)[0].replaceAll("[^a-zA-Z0-9_-]", "_");
    return id.isEmpty() ? "device" : id.substring(0, Math.min(id.length(), 64));
  }
}
