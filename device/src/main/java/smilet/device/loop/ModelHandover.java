package smilet.device.loop;

import java.util.concurrent.atomic.AtomicReference;

/**
 * Where a newly flashed model passes from the thread that loaded it to the loop, and where the loop
 * answers. Neither ever waits for the other.
 */
public final class ModelHandover {
  /** A model that made the loop fail, and how. */
  public record Refusal(LoadedModel model, String reason) {}

  private final AtomicReference<LoadedModel> offered = new AtomicReference<>();
  private final AtomicReference<Refusal> refused = new AtomicReference<>();
  private final AtomicReference<String> announcement = new AtomicReference<>();
  private volatile LoadedModel running;

  public ModelHandover(LoadedModel first) {
    running = first;
  }

  /** Offers a model to the loop; one offered before and not yet taken up is forgotten. */
  public void offer(LoadedModel model) {
    offered.set(model);
  }

  /** Takes back an offer that the loop has not taken up. */
  void withdraw() {
    offered.set(null);
  }

  /** Has the loop tell that a model was refused before it was offered. */
  void announce(String message) {
    announcement.set(message);
  }

  /** For the loop: what to tell, or null. */
  String takeAnnouncement() {
    return announcement.get() == null ? null : announcement.getAndSet(null);
  }

  /** The model the loop runs. */
  public LoadedModel running() {
    return running;
  }

  /** The model the loop has gone back from since this was last asked, or null. */
  public Refusal takeRefusal() {
    return refused.getAndSet(null);
  }

  /** For the loop, between two frames: the model offered, or null. */
  LoadedModel takeOffer() {
    return offered.get() == null ? null : offered.getAndSet(null);
  }

  void run(LoadedModel model) {
    running = model;
  }

  void refuse(LoadedModel model, String reason) {
    refused.set(new Refusal(model, reason));
  }
}
