package smilet.trainer.fleet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import smilet.shared.error.OneLine;
import smilet.shared.store.ModelFailure;
import smilet.shared.store.StoreStatus;
import smilet.trainer.flash.Target;

/**
 * How a device is.
 *
 * @param target the device
 * @param unreachable why it gave no answer, in one line; empty if it did, then the others count
 * @param loopRuns whether a loop runs
 * @param current the hash of the installed model that is to run; empty if there is none
 * @param running the hash of the model that the loop runs
 * @param since when the loop took that model up
 * @param fault since when the sensor has a fault, and which
 * @param drift since when something is no longer as the model is used to, and what
 * @param failed the hash of the last model that the device went back from, and why
 */
public record DeviceStatus(
    Target target,
    Optional<String> unreachable,
    boolean loopRuns,
    Optional<String> current,
    Optional<String> running,
    Optional<String> since,
    Optional<String> fault,
    Optional<String> drift,
    Optional<Failed> failed) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Where an answer begins; a login may print something before it, even in the same line. */
  private static final Pattern BEGINNING = Pattern.compile("\\{\\s*\"current\"\\s*:");

  /**
   * A model that failed.
   *
   * @param hash of the model
   * @param reason in one line
   */
  public record Failed(String hash, String reason) {}

  /** A device that gives no answer. */
  static DeviceStatus unreachable(Target target, String why) {
    return new DeviceStatus(
        target,
        Optional.of(OneLine.of(why)),
        false,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** The status of a store on this machine. */
  static DeviceStatus of(Target target, StoreStatus status) {
    Optional<ModelFailure> failure = status.failure();
    return new DeviceStatus(
        target,
        Optional.empty(),
        status.loopRuns(),
        status.current(),
        status.running(),
        status.condition().since(),
        status.condition().fault(),
        status.condition().drift(),
        failure.map(one -> new Failed(one.hash(), one.reason())));
  }

  /** What {@code smilet-device status --json} printed: the last such answer in an output. */
  static DeviceStatus parse(Target target, String output) {
    Matcher beginning = BEGINNING.matcher(output);
    DeviceStatus status =
        unreachable(target, "the device did not say how it is; is its program older?");
    while (beginning.find()) {
      try {
        JsonNode json = JSON.readTree(output.substring(beginning.start())); // not what follows it
        status = json.path("loopRuns").isBoolean() ? of(target, json) : status;
      } catch (JsonProcessingException notOurs) {
        // Another one may follow.
      }
    }
    return status;
  }

  private static DeviceStatus of(Target target, JsonNode json) {
    JsonNode failed = json.path("failed");
    return new DeviceStatus(
        target,
        Optional.empty(),
        json.path("loopRuns").asBoolean(),
        text(json, "current"),
        text(json, "running"),
        text(json, "since"),
        text(json, "fault"),
        text(json, "drift"),
        text(failed, "hash").map(hash -> new Failed(hash, text(failed, "reason").orElse(""))));
  }

  private static Optional<String> text(JsonNode json, String field) {
    return Optional.of(json.path(field))
        .filter(JsonNode::isTextual)
        .map(JsonNode::asText)
        .map(OneLine::of);
  }

  /** What is wrong with the device, in one line; empty if it is healthy. */
  public Optional<String> problem() {
    if (unreachable.isPresent()) {
      return unreachable;
    }
    if (!loopRuns) {
      return Optional.of("no loop runs");
    }
    if (fault.isPresent()) {
      return Optional.of("fault since " + fault.get());
    }
    return drift.map(what -> "drift since " + what);
  }

  /** What is wrong with the device that was given a model, in one line; empty if nothing is. */
  public Optional<String> problemWith(String hash) {
    Optional<String> went =
        failed
            .filter(one -> one.hash().equals(hash))
            .map(one -> "the device went back from the model: " + one.reason());
    if (went.isPresent() || problem().isPresent()) {
      return went.or(this::problem);
    }
    return running.filter(hash::equals).isPresent()
        ? Optional.empty()
        : Optional.of("the device runs another model");
  }
}
