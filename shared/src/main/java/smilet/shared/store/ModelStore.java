package smilet.shared.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import smilet.shared.error.FileError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.Disk;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Grid;

/**
 * A folder of models, one of which is current. Any number of processes may read and write it at the
 * same time.
 *
 * <p>A model is made durable before the state file names it, and files that the state no longer
 * names are deleted only after that. So after a power cut at any moment the state names complete
 * models; half-written files are ignored, and the next writer removes them.
 */
public final class ModelStore {
  private static final String MODELS = "models";
  private static final String STATE = "state";
  private static final String LOCK = "lock";
  private static final int MAX_STATE_BYTES = 1 << 14;
  private static final long POLL_MILLIS = 20;

  private final Disk disk;
  private final Path folder;
  private final TrustPolicy trust;
  private final ModelFolder models;

  private ModelStore(Disk disk, Path folder, TrustPolicy trust) {
    this.disk = disk;
    this.folder = folder;
    this.trust = trust;
    this.models = new ModelFolder(disk, folder.resolve(MODELS), trust);
  }

  /** Whether a folder is a model store. */
  public static boolean isStore(Path folder) {
    return Files.isDirectory(folder.resolve(MODELS));
  }

  /**
   * Opens an existing store. Writes nothing, so that it works on a read-only disk.
   *
   * @throws IOException if the folder is not a store
   */
  public static ModelStore open(Path folder, TrustPolicy trust) throws IOException {
    if (!isStore(folder)) {
      throw new IOException(
          "there is no model store at %s: flash a model there first".formatted(folder));
    }
    return new ModelStore(Disk.REAL, folder, trust);
  }

  /**
   * Opens a store, and creates it if there is no folder or an empty one.
   *
   * @throws IOException also if the folder holds other files
   */
  public static ModelStore openOrCreate(Path folder, TrustPolicy trust) throws IOException {
    return openOrCreate(Disk.REAL, folder, trust);
  }

  /**
   * The same on a disk of the caller's: for tests that cut the power within its operations.
   *
   * @throws IOException also if the folder holds other files
   */
  public static ModelStore openOrCreate(Disk disk, Path folder, TrustPolicy trust)
      throws IOException {
    if (!isStore(folder)) {
      try {
        create(disk, folder);
      } catch (IOException fault) {
        throw new FileError("cannot create a model store at", folder, fault);
      }
    }
    return new ModelStore(disk, folder, trust);
  }

  private static void create(Disk disk, Path folder) throws IOException {
    Files.createDirectories(folder);
    try (DirectoryStream<Path> inside = Files.newDirectoryStream(folder)) {
      // Another process may be creating the store right now.
      if (inside.iterator().hasNext() && !isStore(folder)) {
        throw new IOException("the folder holds other files; name a new one");
      }
    }
    Files.createDirectories(folder.resolve(MODELS));
    disk.sync(folder);
    disk.sync(folder.toAbsolutePath().getParent());
  }

  public Path folder() {
    return folder;
  }

  /**
   * Verifies a model, stores it and makes it current. The model that was current is kept, to go
   * back to.
   *
   * @param content a model file's bytes
   * @return its content hash
   * @throws smilet.shared.file.MalformedModelException if the bytes are not a complete model
   * @throws RefusedModelException if the model may not run here, or cannot
   * @throws IOException if the disk fails; the store then still has a complete current model,
   *     usually the old one
   */
  public String install(byte[] content) throws IOException {
    return install(content, Optional.empty());
  }

  /**
   * Installs a model and refuses it if it is too fine for a sensor. It is always compared with the
   * sensor of a loop that runs from the store.
   *
   * @param sensor the pixels of the sensor that the model is for, if known
   */
  public String install(byte[] content, Optional<Grid> sensor) throws IOException {
    ModelFile file = ModelFile.decode(content);
    trust.requireTrusted(file);
    if (sensor.isPresent()) {
      ModelCheck.requireFits(file, sensor.get());
    }
    ModelCheck.requireRuns(file, LoopPresence.sensor(folder).or(() -> sensor));
    String hash = file.contentHash();
    try (StoreLock _ = lock()) {
      StoreState state = state();
      trust.requireNotOlder(file, state.newestSignedEpochSeconds());
      models.store(hash, content);
      write(seen(state.activated(hash), file));
    }
    return hash;
  }

  /** Makes a stored model current again. */
  public void activate(String hash) throws IOException {
    try (StoreLock _ = lock()) {
      ModelFile file = models.load(hash);
      StoreState state = state();
      trust.requireNotOlder(file, state.newestSignedEpochSeconds());
      write(seen(state.activated(hash), file));
    }
  }

  private StoreState seen(StoreState state, ModelFile file) {
    return trust.restricts()
        ? state.sawSigned(file.signature().orElseThrow().signedAtEpochSeconds())
        : state;
  }

  /**
   * Goes back to the model that was current before, however old its signature is; rolling back
   * twice leads back to the first model.
   *
   * @return the hash of the model that is current now
   */
  public String rollback() throws IOException {
    try (StoreLock _ = lock()) {
      StoreState state = state();
      String previous =
          state
              .previous()
              .orElseThrow(() -> new IOException("there is no model before to go back to"));
      models.load(previous);
      write(state.rolledBackTo(previous));
      return previous;
    }
  }

  /**
   * Reports that the loop fails with a model. If that is still the current model and an earlier one
   * can be loaded, the earlier one becomes current.
   *
   * @return the model that is current now; empty if nothing changed
   */
  public Optional<String> reportFailure(String hash, String reason) throws IOException {
    try (StoreLock _ = lock()) {
      StoreState state = state();
      if (!state.current().equals(Optional.of(hash))) {
        return Optional.empty();
      }
      while (state.previous().isPresent()) {
        state = state.fellBack(new ModelFailure(hash, reason));
        if (models.loads(state.current().orElseThrow())) {
          write(state);
          return state.current();
        }
      }
      return Optional.empty();
    }
  }

  /**
   * The hash of the current model. Reads only the state file, less than a kilobyte: cheap enough to
   * call several times per second, outside the loop's thread.
   */
  public Optional<String> currentHash() throws IOException {
    return state().current();
  }

  /**
   * The model to run: the current one, or if that can no longer be read, the latest one before it
   * that can; {@link CurrentModel#warning} then says so.
   *
   * @return empty if nothing was ever installed
   * @throws IOException if no model can be read; the message says why the current one cannot
   */
  public Optional<CurrentModel> current() throws IOException {
    StoreState state = state();
    if (state.current().isEmpty()) {
      return Optional.empty();
    }
    IOException why;
    try {
      return Optional.of(new CurrentModel(load(state.current().get(), state), Optional.empty()));
    } catch (IOException unreadable) {
      why = unreadable;
    }
    for (String earlier : state.before()) {
      if (models.loads(earlier)) {
        String warning = why.getMessage() + "; running the model before it";
        return Optional.of(new CurrentModel(models.load(earlier), Optional.of(warning)));
      }
    }
    throw why;
  }

  /**
   * Reads a stored model to run. It is complete, its name is its hash, and it is trusted; if it is
   * the current one, it is also not older than the newest that ran, except after a rollback. This
   * is checked here because an install without keys does not check it.
   *
   * @throws IOException in one line
   */
  public ModelFile load(String hash) throws IOException {
    return load(hash, state());
  }

  private ModelFile load(String hash, StoreState state) throws IOException {
    ModelFile file = models.load(hash);
    if (state.current().equals(Optional.of(hash)) && !state.wentBack()) {
      trust.requireNotOlder(file, state.newestSignedEpochSeconds());
    }
    return file;
  }

  /**
   * Records when the model that the loop runs was signed, so that no older one follows it. A model
   * that is not in the store, such as a ready-made one, leaves no trace.
   */
  public void ran(String hash) throws IOException {
    if (!trust.restricts() || !models.has(hash)) {
      return;
    }
    try (StoreLock _ = lock()) {
      StoreState state = state();
      StoreState seen = seen(state, models.load(hash));
      if (!seen.equals(state)) {
        write(seen);
      }
    }
  }

  public StoreStatus status() throws IOException {
    StoreState state = state();
    return new StoreStatus(
        state.current(),
        state.before(),
        state.failure(),
        LoopPresence.isAlive(folder),
        LoopPresence.sensor(folder),
        LoopPresence.hash(folder),
        state.newestSignedEpochSeconds() == StoreState.NEVER
            ? OptionalLong.empty()
            : OptionalLong.of(state.newestSignedEpochSeconds()));
  }

  /**
   * Marks that a loop runs from this store, until the result is closed or the process ends.
   *
   * @throws IOException if another loop runs from it
   */
  public LoopPresence startRunning() throws IOException {
    return LoopPresence.start(folder);
  }

  /**
   * Waits until a running loop runs the model of this hash, or until it is clear that it will not.
   */
  public ActivationOutcome awaitActivation(String hash, Duration timeout)
      throws IOException, InterruptedException {
    long deadline = System.nanoTime() + timeout.toNanos();
    while (true) {
      StoreState state = state();
      if (state.failure().filter(f -> f.hash().equals(hash)).isPresent()) {
        return ActivationOutcome.FAILED;
      }
      if (!state.current().equals(Optional.of(hash))) {
        return ActivationOutcome.OVERTAKEN;
      }
      if (!LoopPresence.isAlive(folder)) {
        return ActivationOutcome.NO_LOOP;
      }
      if (LoopPresence.hash(folder).equals(Optional.of(hash))) {
        return ActivationOutcome.TAKEN_UP;
      }
      if (System.nanoTime() - deadline >= 0) {
        return ActivationOutcome.TIMED_OUT;
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private StoreLock lock() throws IOException {
    try {
      return StoreLock.acquire(folder.resolve(LOCK));
    } catch (IOException fault) {
      throw new FileError("cannot write to the model store at", folder, fault);
    }
  }

  private StoreState state() throws IOException {
    Path path = folder.resolve(STATE);
    byte[] bytes;
    try (var in = Files.newInputStream(path)) {
      bytes = in.readNBytes(MAX_STATE_BYTES);
    } catch (NoSuchFileException nothingInstalledYet) {
      return StoreState.EMPTY;
    } catch (IOException fault) {
      throw new FileError("cannot read", path, fault);
    }
    Optional<StoreState> state = StoreState.decode(bytes);
    return state.isPresent() ? state.get() : rebuiltState();
  }

  /**
   * A state file is never half-written, but SD cards fail. A damaged one is rebuilt from the models
   * themselves: the one stored last becomes current.
   */
  private StoreState rebuiltState() throws IOException {
    StoreState state = StoreState.EMPTY;
    for (String hash : models.hashesByAge()) {
      if (models.loads(hash)) {
        state = seen(state.activated(hash), models.load(hash));
      }
    }
    return state;
  }

  /** Makes a state durable, then removes the files that it does not need. */
  private void write(StoreState state) throws IOException {
    AtomicFile.write(disk, folder.resolve(STATE), state.encode());
    try {
      for (String hash : models.hashesByAge()) {
        if (!state.keeps(hash)) {
          models.delete(hash);
        }
      }
      deleteParts(folder, "." + STATE + ".*");
      deleteParts(folder.resolve(MODELS), ".*");
    } catch (IOException notTidied) {
      // The next writer tries again; leftover files do no harm.
    }
  }

  private void deleteParts(Path inside, String names) throws IOException {
    // This process holds the lock, so a part belongs to a writer that died.
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(inside, names + AtomicFile.PART)) {
      for (Path part : parts) {
        disk.delete(part);
      }
    }
  }
}
