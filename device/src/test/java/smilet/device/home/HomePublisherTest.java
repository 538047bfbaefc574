package smilet.device.home;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.model.Verdict;

/** What a broker and those who listen to it get from a device, with Debian's mosquitto. */
@Timeout(300)
final class HomePublisherTest {
  @TempDir Path folder;

  @BeforeEach
  void requireBroker() {
    Mosquitto.requireInstalled();
  }

  @Test
  void theAnnouncementIsKeptByTheBrokerAndTheStateIsNot() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Listener first = Listener.of(broker.address());
        Home home = Home.start(Home.settings(broker.address()))) {
      home.show(Verdict.SMILE, 93);
      assertThat(first.await(Home.STATE, text -> text.contains("smile")).payload())
          .isEqualTo(
              "{\"frame\":1,\"decision\":\"smile\",\"percent\":93.0,\"latencyMicros\":1500,"
                  + "\"model\":\"4k\",\"paused\":false,\"problem\":null}");
      try (Listener second = Listener.of(broker.address())) {
        assertThat(List.of(second.await(Home.CONFIG), second.await(Home.AVAILABILITY)))
            .allMatch(Listener.Heard::retained)
            .last()
            .extracting(Listener.Heard::payload)
            .isEqualTo("online");
        home.show(Verdict.NOT_SMILE, 4);
        second.await(Home.STATE, text -> text.contains("not-smile"));
        assertThat(second.rest()).noneMatch(Listener.Heard::retained);
      }
    }
  }

  @Test
  void theAnnouncementHasExactlyTheCommittedKeys() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Listener listener = Listener.of(broker.address());
        Home home = Home.start(Home.settings(broker.address(), HomeCommand.values()))) {
      home.show(Verdict.SMILE, 93);
      assertThat(keys(listener.await(Home.CONFIG).payload())).isEqualTo(committedKeys());
    }
  }

  @Test
  void withoutPermissionForCommandsTheAnnouncementHasNoButtons() throws Exception {
    HomeSettings settings = Home.settings(BrokerAddress.parse("mqtt://h"));
    List<String> entities = new ArrayList<>(committedKeys());
    entities.removeIf(key -> key.matches("components\\.(pause|resume|go_back)\\..*"));
    assertThat(keys(Discovery.json(settings, new Topics(settings), "1"))).isEqualTo(entities);
  }

  private static List<String> committedKeys() throws IOException {
    try (InputStream keys = HomePublisherTest.class.getResourceAsStream("discovery-keys.txt")) {
      return new String(keys.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  /** The keys of all values, in their order, with those of the objects around them. */
  private static List<String> keys(String json) throws IOException {
    List<String> keys = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.currentToken().isScalarValue()) {
          keys.add(
              parser.getParsingContext().pathAsPointer().toString().substring(1).replace('/', '.'));
        }
      }
    }
    return keys;
  }

  @Test
  void aBrokerThatHasForgottenEverythingGetsAllTopicsAgain() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Home home = Home.start(Home.settings(broker.address()))) {
      home.show(Verdict.SMILE, 93);
      for (int i = 0; i < 2; i++) {
        awaitAll(broker);
        broker.kill();
        broker.start();
      }
      awaitAll(broker);
    }
  }

  private static void awaitAll(Mosquitto broker) throws Exception {
    try (Listener listener = Listener.of(broker.address())) {
      listener.await(Home.CONFIG);
      listener.await(Home.AVAILABILITY, "online"::equals);
      listener.await(Home.STATE, text -> text.contains("\"smile\""));
    }
  }

  @Test
  void ifHomeAssistantStartsItGetsAllTopicsAgain() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Listener listener = Listener.of(broker.address());
        Home home = Home.start(Home.settings(broker.address()))) {
      home.show(Verdict.SMILE, 93);
      listener.await(Home.STATE, text -> text.contains("smile"));
      listener.say(Home.BIRTH, "online");
      listener.await(Home.CONFIG);
      listener.await(Home.AVAILABILITY, "online"::equals);
      listener.await(Home.STATE, text -> text.contains("smile"));
    }
  }

  @Test
  void faultsProblemsAndPausesAreToldInPlaceOfADecision() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Listener listener = Listener.of(broker.address());
        Home home = Home.start(Home.settings(broker.address()))) {
      home.show(Verdict.SMILE, 93);
      listener.await(Home.STATE, text -> text.contains("\"smile\""));
      home.feed.fault("a wire\nis loose");
      listener.await(
          Home.STATE,
          text ->
              text.contains("\"decision\":null,\"percent\":null,\"latencyMicros\":null")
                  && text.contains("\"problem\":\"a wire; is loose\""));
      home.feed.paused();
      listener.await(
          Home.STATE, text -> text.contains("\"paused\":true") && text.contains("problem\":null"));
      home.problem = Optional.of("too slow");
      home.show(Verdict.UNSURE, 50);
      listener.await(
          Home.STATE, text -> text.contains("unsure") && text.contains("\"problem\":\"too slow\""));
    }
  }

  @Test
  void anEndInOrderSaysOffline() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Listener listener = Listener.of(broker.address())) {
      Home home = Home.start(Home.settings(broker.address()));
      listener.await(Home.AVAILABILITY, "online"::equals);
      home.close();
      listener.await(Home.AVAILABILITY, "offline"::equals);
    }
  }

  @Test
  void onlyWhatIsAllowedIsObeyedAndNothingThatTheBrokerHasKept() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Listener listener = Listener.of(broker.address())) {
      listener.say(Home.COMMAND, "go-back", true);
      try (Home home =
          Home.start(Home.settings(broker.address(), HomeCommand.RESUME, HomeCommand.GO_BACK))) {
        listener.await(Home.AVAILABILITY, "online"::equals);
        for (String command : List.of("pause", "install", "x".repeat(1000), "\u001b[31m", "")) {
          listener.say(Home.COMMAND, command);
        }
        while (!home.obeyed.contains("resume")) {
          listener.say(Home.COMMAND, "resume");
          Thread.sleep(100);
        }
        assertThat(home.obeyed).containsOnly("resume");
      }
    }
  }

  @Test
  void withoutPermissionNoCommandIsHeard() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Listener listener = Listener.of(broker.address());
        Home home = Home.start(Home.settings(broker.address()))) {
      listener.await(Home.CONFIG);
      for (HomeCommand command : HomeCommand.values()) {
        listener.say(Home.COMMAND, command.word());
      }
      listener.say(Home.BIRTH, "online"); // arrives after the commands
      listener.await(Home.CONFIG);
      assertThat(home.obeyed).isEmpty();
    }
  }

  @Test
  void ifThereIsNoModelToGoBackToTheDeviceGoesOn() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Listener listener = Listener.of(broker.address());
        Home home = Home.start(Home.settings(broker.address(), HomeCommand.GO_BACK))) {
      listener.await(Home.AVAILABILITY, "online"::equals);
      listener.say(Home.COMMAND, "go-back");
      while (home.obeyed.isEmpty()) {
        Thread.sleep(10);
      }
      home.show(Verdict.SMILE, 93);
      listener.await(Home.STATE, text -> text.contains("smile"));
    }
  }

  /** While the broker hangs, the loop shows a hundred thousand readings, and then it goes on. */
  @Test
  void aBrokerThatHangsHoldsNothingUp() throws Exception {
    try (Mosquitto broker = Mosquitto.start(folder);
        Listener listener = Listener.of(broker.address())) {
      Home home = Home.start(Home.settings(broker.address()));
      listener.await(Home.AVAILABILITY, "online"::equals);
      broker.suspend();
      for (int i = 0; i < 100_000; i++) {
        home.show(i % 2 == 0 ? Verdict.SMILE : Verdict.NOT_SMILE, i % 100);
      }
      Thread.sleep(3000); // the publishing thread is in the middle of it, or not
      for (int i = 0; i < 100_000; i++) {
        home.show(i % 2 == 0 ? Verdict.SMILE : Verdict.NOT_SMILE, i % 100);
      }
      home.show(Verdict.UNSURE, 42);
      broker.goOn();
      listener.await(Home.STATE, text -> text.contains("unsure"));
      broker.suspend();
      home.close(); // ends, although nobody answers
      broker.goOn();
      listener.await(Home.AVAILABILITY, "offline"::equals); // at least as the last will
    }
  }
}
