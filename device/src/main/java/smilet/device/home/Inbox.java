package smilet.device.home;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/**
 * What the broker has sent and the publishing thread has not taken yet: of commands only the
 * newest, however many arrive.
 */
final class Inbox {
  private static final int MOST_CHARACTERS = 40;

  private final Topics topics;
  private final AtomicBoolean birth = new AtomicBoolean();
  private final AtomicReference<String> command = new AtomicReference<>();

  Inbox(Topics topics) {
    this.topics = topics;
  }

  /**
   * Takes a message.
   *
   * @param retained whether the broker has kept it from before: then it is no news
   */
  void arrived(String topic, byte[] payload, boolean retained) {
    if (retained) {
      return;
    }
    String text = new String(payload, StandardCharsets.UTF_8);
    if (topic.equals(topics.birth()) && text.equals("online")) {
      birth.set(true);
    } else if (topic.equals(topics.command())) {
      command.set(text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
    }
  }

  /** Whether Home Assistant has started since the last call. */
  boolean takeBirth() {
    return birth.getAndSet(false);
  }

  /** The newest command since the last call; null if there is none. */
  String takeCommand() {
    return command.getAndSet(null);
  }
}
