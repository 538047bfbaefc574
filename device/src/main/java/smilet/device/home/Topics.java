package smilet.device.home;

/** The names under which a device publishes and listens. */
final class Topics {
  private final String own;
  private final String discovery;
  private final String birth;

  Topics(HomeSettings settings) {
    own = settings.prefix() + "/" + settings.id();
    discovery = settings.discoveryPrefix() + "/device/smilet_" + settings.id() + "/config";
    birth = settings.discoveryPrefix() + "/status";
  }

  /** "online" or "offline", retained. */
  String availability() {
    return own + "/availability";
  }

  /** The newest reading in JSON, not retained. */
  String state() {
    return own + "/state";
  }

  /** Where the device listens for commands. */
  String command() {
    return own + "/command";
  }

  /** What the device has, for Home Assistant; retained. */
  String discovery() {
    return discovery;
  }

  /** Where Home Assistant says "online" when it starts. */
  String birth() {
    return birth;
  }
}
