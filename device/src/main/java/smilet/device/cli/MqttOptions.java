package smilet.device.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.Option;
import smilet.device.home.BrokerAddress;
import smilet.device.home.BrokerTls;
import smilet.device.home.HomeCommand;
import smilet.device.home.HomeSettings;
import smilet.device.home.Login;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;

/** What the device says over MQTT, for Home Assistant and others. */
final class MqttOptions {
  @Option(
      names = "--mqtt-broker",
      paramLabel = "mqtt[s]://HOST[:PORT]",
      description =
          "Publish what the device sees over MQTT; Home Assistant finds the device by itself."
              + " mqtts is encrypted.")
  Optional<String> broker;

  @Option(names = "--mqtt-user", paramLabel = "NAME", description = "The user of the broker.")
  Optional<String> user;

  @Option(
      names = "--mqtt-password-file",
      paramLabel = "FILE",
      description = "The file with the user's password in its first line.")
  Optional<Path> passwordFile;

  @Option(
      names = "--mqtt-ca",
      paramLabel = "FILE",
      description =
          "The certificate of the CA that has signed that of the broker, in PEM, for mqtts"
              + " (default: the CAs that the system trusts).")
  Optional<Path> ca;

  @Option(
      names = "--mqtt-prefix",
      paramLabel = "PREFIX",
      defaultValue = "smilet",
      description = "The first part of the device's topics (default: ${DEFAULT-VALUE}).")
  String prefix;

  @Option(
      names = "--mqtt-discovery-prefix",
      paramLabel = "PREFIX",
      defaultValue = "homeassistant",
      description =
          "The first part of the topics in which Home Assistant looks for devices (default:"
              + " ${DEFAULT-VALUE}).")
  String discoveryPrefix;

  @Option(
      names = "--mqtt-id",
      paramLabel = "ID",
      description =
          "Names the device among all of the broker: letters, digits, _ and - (default: the name"
              + " of this computer).")
  Optional<String> id;

  @Option(
      names = "--mqtt-commands",
      paramLabel = "COMMAND",
      split = ",",
      description =
          "What the broker may ask for: pause, resume, go-back, or some of them (default:"
              + " nothing).")
  List<String> commands = List.of();

  /**
   * How the device talks to a broker; empty if it does not.
   *
   * @throws UserError if an option is wrong, or a file that one names cannot be used
   */
  Optional<HomeSettings> settings() {
    UserError.naming("--mqtt-prefix", () -> HomeSettings.requirePrefix(prefix));
    UserError.naming("--mqtt-discovery-prefix", () -> HomeSettings.requirePrefix(discoveryPrefix));
    id.ifPresent(name -> UserError.naming("--mqtt-id", () -> HomeSettings.requireId(name)));
    Set<HomeCommand> allowed = allowed();
    Optional<Login> login = login();
    Optional<BrokerAddress> address =
        broker.map(text -> UserError.naming("--mqtt-broker", () -> BrokerAddress.parse(text)));
    Optional<SSLContext> tls = tls(address.map(BrokerAddress::tls).orElse(false));
    requireBroker(address.isPresent());
    return address.map(
        where ->
            new HomeSettings(
                where,
                login,
                tls,
                prefix,
                discoveryPrefix,
                id.orElseGet(HomeSettings::usualId),
                allowed));
  }

  private void requireBroker(boolean isThere) {
    String alone =
        user.isPresent()
            ? "--mqtt-user"
            : id.isPresent() ? "--mqtt-id" : commands.isEmpty() ? "" : "--mqtt-commands";
    if (!isThere && !alone.isEmpty()) {
      throw new UserError(alone + " needs --mqtt-broker");
    }
  }

  private Set<HomeCommand> allowed() {
    Set<HomeCommand> allowed = EnumSet.noneOf(HomeCommand.class);
    commands.forEach(
        word -> allowed.add(UserError.naming("--mqtt-commands", () -> HomeCommand.parse(word))));
    return allowed;
  }

  private Optional<Login> login() {
    if (user.isEmpty() && passwordFile.isPresent()) {
      throw new UserError("--mqtt-password-file needs --mqtt-user");
    }
    return user.map(
        name ->
            UserError.naming(
                "--mqtt-user",
                () ->
                    passwordFile.isPresent()
                        ? reading("--mqtt-password-file", () -> Login.of(name, passwordFile.get()))
                        : new Login(name, Optional.empty())));
  }

  private Optional<SSLContext> tls(boolean isAsked) {
    if (!isAsked) {
      if (ca.isPresent()) {
        throw new UserError("--mqtt-ca needs --mqtt-broker mqtts://HOST");
      }
      return Optional.empty();
    }
    return Optional.of(reading("--mqtt-ca", () -> BrokerTls.trusting(ca)));
  }

  /** Reads a file. */
  private interface Reader<T> {
    T read() throws IOException;
  }

  private static <T> T reading(String option, Reader<T> reader) {
    try {
      return reader.read();
    } catch (IOException e) {
      throw new UserError(option + ": " + FileError.message(e), e);
    }
  }
}
