package smilet.device.home;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * One connection to the broker, from the handshake until it is lost. It is never repaired: a new
 * one takes its place. Every call ends after some seconds, whatever the broker does, and at most
 * one message is on its way.
 */
final class BrokerConnection implements AutoCloseable {
  static final String ONLINE = "online";
  static final String OFFLINE = "offline";

  private static final int KEEP_ALIVE_SECONDS = 15;
  private static final int CONNECT_SECONDS = 10;
  private static final long ANSWER_MILLIS = 10_000;
  private static final long LAST_ANSWER_MILLIS = 150;
  private static final int AT_MOST_ONCE = 0;
  private static final int AT_LEAST_ONCE = 1;

  /** The library's log says nothing that {@link ConnectionFault} does not say in one line. */
  private static final Logger LIBRARY = Logger.getLogger("org.eclipse.paho.client.mqttv3");

  static {
    LIBRARY.setLevel(Level.OFF);
  }

  private final HomeSettings settings;
  private final Topics topics;
  private final BrokerSocket socket;
  private final MqttAsyncClient client;
  private volatile Exception lost;

  private BrokerConnection(HomeSettings settings, Topics topics) {
    this.settings = settings;
    this.topics = topics;
    socket = new BrokerSocket(settings.tls());
    BrokerAddress broker = settings.broker();
    try {
      client =
          new MqttAsyncClient(
              "tcp://" + broker.host() + ":" + broker.port(),
              "smilet_" + settings.id(),
              new MemoryPersistence());
    } catch (MqttException e) {
      throw new IllegalStateException(e); // nothing is opened yet
    }
  }

  /**
   * Connects, and begins to listen.
   *
   * @param inbox takes what arrives
   * @param wake is called if something has arrived, and if the connection is lost
   * @throws BrokerException if that is not possible
   */
  static BrokerConnection open(HomeSettings settings, Topics topics, Inbox inbox, Runnable wake)
      throws BrokerException {
    BrokerConnection connection = new BrokerConnection(settings, topics);
    try {
      connection.client.setCallback(connection.new Arrivals(inbox, wake));
      connection.client.connect(connection.options()).waitForCompletion(ANSWER_MILLIS);
      connection.subscribe(topics.birth());
      if (!settings.commands().isEmpty()) {
        connection.subscribe(topics.command());
      }
      return connection;
    } catch (MqttException e) {
      connection.close();
      throw connection.failure(e);
    }
  }

  /** What is wrong: what this side refused, why the connection was lost, or else the exception. */
  private BrokerException failure(Exception e) {
    Exception reason = socket.refusal().<Exception>map(refusal -> refusal).orElse(lost);
    Exception known = reason == null ? e : reason;
    return new BrokerException(ConnectionFault.words(known, settings.broker()), e);
  }

  private MqttConnectOptions options() {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setSocketFactory(socket.asFactory());
    options.setConnectionTimeout(CONNECT_SECONDS);
    options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
    options.setWill(topics.availability(), bytes(OFFLINE), AT_LEAST_ONCE, true);
    settings
        .login()
        .ifPresent(
            login -> {
              options.setUserName(login.user());
              login.password().ifPresent(password -> options.setPassword(password.toCharArray()));
            });
    return options;
  }

  private void subscribe(String topic) throws MqttException {
    client.subscribe(topic, AT_MOST_ONCE).waitForCompletion(ANSWER_MILLIS);
  }

  /** Publishes a message that the broker keeps, and waits until it has it. */
  void publishRetained(String topic, String payload) throws BrokerException {
    publish(topic, payload, AT_LEAST_ONCE, true, ANSWER_MILLIS);
  }

  /** Publishes a message for those who listen now. */
  void publish(String topic, String payload) throws BrokerException {
    publish(topic, payload, AT_MOST_ONCE, false, ANSWER_MILLIS);
  }

  private void publish(
      String topic, String payload, int quality, boolean retained, long answerMillis)
      throws BrokerException {
    requireUp();
    try {
      client.publish(topic, bytes(payload), quality, retained).waitForCompletion(answerMillis);
    } catch (MqttException e) {
      throw failure(e);
    }
  }

  /**
   * Checks the connection.
   *
   * @throws BrokerException if it is lost
   */
  void requireUp() throws BrokerException {
    Exception reason = lost;
    if (reason != null) {
      throw failure(reason);
    }
  }

  /** Says that the device ends, unless the broker is slow; {@link #close} must follow. */
  void end() {
    try {
      publish(topics.availability(), OFFLINE, AT_LEAST_ONCE, true, LAST_ANSWER_MILLIS);
      client.disconnect(0).waitForCompletion(LAST_ANSWER_MILLIS);
    } catch (MqttException | BrokerException e) {
      LIBRARY.fine(e.toString()); // the broker then publishes the last will: the same message
    }
  }

  /** Closes without a word. */
  @Override
  public void close() {
    try {
      socket.close(); // first: whatever the library's threads do in the socket ends
      // It ends the library's threads, too. The library's own close would race with the one that
      // receives.
      client.disconnectForcibly(0, 0, false);
    } catch (IOException | MqttException | RuntimeException e) { // the library fails in some states
      LIBRARY.fine(e.toString()); // it is closed in any case
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Called by the library's thread, which must not wait. */
  private final class Arrivals implements MqttCallback {
    private final Inbox inbox;
    private final Runnable wake;

    Arrivals(Inbox inbox, Runnable wake) {
      this.inbox = inbox;
      this.wake = wake;
    }

    @Override
    public void connectionLost(Throwable cause) {
      lost = cause instanceof Exception reason ? reason : new IOException("it is gone", cause);
      wake.run();
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      inbox.arrived(topic, message.getPayload(), message.isRetained());
      wake.run();
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {}
  }
}
