package smilet.shared.store;

import java.io.IOException;
import java.util.Optional;

/**
 * Tries new models: the store notes durably which one, until it has proven itself or has failed. A
 * start that finds the note of a trial goes back.
 */
public final class ModelTrial {
  private final StoreFiles files;
  private final ModelFolder models;

  ModelTrial(StoreFiles files, ModelFolder models) {
    this.files = files;
    this.models = models;
  }

  /**
   * Reports that the loop fails with a model. If that is still the current model and an earlier one
   * can be loaded, the earlier one becomes current.
   *
   * @return the model that is current now; empty if nothing changed
   */
  public Optional<String> reportFailure(String hash, String reason) throws IOException {
    try (StoreLock _ = files.lock()) {
      StoreState state = files.state();
      Optional<String> next =
          state.current().equals(Optional.of(hash))
              ? files.firstAllowed(state.before())
              : Optional.empty();
      if (next.isPresent()) {
        files.write(state.failed(new ModelFailure(hash, reason), next));
      } else if (state.trying().equals(Optional.of(hash))) {
        files.write(state.withTrying(Optional.empty()));
      }
      return next;
    }
  }

  /**
   * Notes durably that a loop is about to load a model that has not proven itself. If the process
   * ends before {@link #end}, whatever ends it, {@link #goBackFromEnded} knows. A model that has
   * proven itself, or is not in the store, needs no trial.
   */
  public void begin(String hash) throws IOException {
    if (files.acceptance().own().isProven(hash) || !models.has(hash)) {
      return;
    }
    try (StoreLock _ = files.lock()) {
      StoreState state = files.state();
      if (!state.trying().equals(Optional.of(hash))) {
        files.write(state.withTrying(Optional.of(hash)));
      }
    }
  }

  /**
   * Ends the trial of a model.
   *
   * @param proven whether it has given many good frames, so that the store may go back to it; if
   *     not, the next loop tries it again
   */
  public void end(String hash, boolean proven) throws IOException {
    StoreTrust trust = files.acceptance().own();
    boolean proves = proven && !trust.isProven(hash) && models.has(hash);
    if (!proves && !files.state().trying().equals(Optional.of(hash))) {
      return;
    }
    try (StoreLock _ = files.lock()) {
      StoreState state = files.state();
      if (proves) {
        files.write(files.acceptance().own().withProven(hash, state));
      }
      if (state.trying().equals(Optional.of(hash))) {
        files.write(state.withTrying(Optional.empty()));
      }
    }
  }

  /**
   * For the start of a loop: if the loop before ended in the middle of a trial, goes back to the
   * last model that has proven itself. Without one the store has no current model any more.
   *
   * @return the model that was on trial and why it is gone; empty if there was no trial
   */
  public Optional<ModelFailure> goBackFromEnded() throws IOException {
    if (files.state().trying().isEmpty()) {
      return Optional.empty();
    }
    try (StoreLock _ = files.lock()) {
      StoreState state = files.state();
      StoreTrust trust = files.acceptance().own();
      String tried = state.trying().orElse("");
      if (tried.isEmpty() || trust.isProven(tried)) {
        files.write(state.withTrying(Optional.empty()));
        return Optional.empty();
      }
      ModelFailure failure =
          new ModelFailure(tried, "the program ended before the model had proven itself");
      Optional<String> next =
          state.current().equals(Optional.of(tried))
              ? files.firstAllowed(state.before().stream().filter(trust::isProven).toList())
              : state.current();
      files.write(state.failed(failure, next));
      return Optional.of(failure);
    }
  }

  /**
   * Records how new the model is that the loop runs, so that no older one follows it. A model that
   * is not in the store, such as a ready-made one, leaves no trace.
   */
  public void ran(String hash) throws IOException {
    StoreTrust trust = files.acceptance().own();
    if (!models.has(hash) || trust.saw(models.load(hash)).equals(trust)) {
      return;
    }
    try (StoreLock _ = files.lock()) {
      files.saw(models.load(hash));
    }
  }
}
