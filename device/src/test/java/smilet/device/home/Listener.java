package smilet.device.home;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Another client of the broker, as Home Assistant is one: it hears everything. */
final class Listener implements AutoCloseable {
  private static final long MOST_SECONDS = 90;

  /** What was heard. */
  record Heard(String topic, String payload, boolean retained) {}

  private final BlockingQueue<Heard> messages = new LinkedBlockingQueue<>();
  private final MqttAsyncClient client;

  private Listener(BrokerAddress broker) throws Exception {
    client =
        new MqttAsyncClient(
            "tcp://" + broker.host() + ":" + broker.port(),
            "listener" + System.nanoTime(),
            new MemoryPersistence());
    client.connect().waitForCompletion();
    client
        .subscribe(
            "#",
            0,
            (topic, message) ->
                messages.add(
                    new Heard(
                        topic,
                        new String(message.getPayload(), StandardCharsets.UTF_8),
                        message.isRetained())))
        .waitForCompletion();
  }

  static Listener of(BrokerAddress broker) throws Exception {
    return new Listener(broker);
  }

  void say(String topic, String payload) throws Exception {
    say(topic, payload, false);
  }

  void say(String topic, String payload, boolean retained) throws Exception {
    client
        .publish(topic, payload.getBytes(StandardCharsets.UTF_8), 1, retained)
        .waitForCompletion();
  }

  /** Waits for a message; forgets what came before it. */
  Heard await(String topic, Predicate<String> payload) throws InterruptedException {
    List<Heard> others = new ArrayList<>();
    long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
    for (long left; (left = endNanos - System.nanoTime()) > 0; ) {
      Heard heard = messages.poll(left, TimeUnit.NANOSECONDS);
      if (heard != null && heard.topic.equals(topic) && payload.test(heard.payload)) {
        return heard;
      }
      others.add(heard);
    }
    throw new AssertionError("not heard: " + topic + "; heard instead: " + others);
  }

  Heard await(String topic) throws InterruptedException {
    return await(topic, _ -> true);
  }

  /** Everything that was heard and not awaited. */
  List<Heard> rest() {
    List<Heard> rest = new ArrayList<>();
    messages.drainTo(rest);
    return rest;
  }

  @Override
  public void close() {
    try {
      client.disconnectForcibly(0, 0, false);
      client.close(true);
    } catch (MqttException e) {
      throw new IllegalStateException(e);
    }
  }
}
