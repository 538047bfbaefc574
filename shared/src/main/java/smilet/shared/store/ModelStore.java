package smilet.shared.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import smilet.shared.error.FileError;
import smilet.shared.file.Disk;
import smilet.shared.file.FinderFile;
import smilet.shared.file.FolderAccess;
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

  private final Path folder;
  private final TrustPolicy callers;
  private final ModelFolder models;
  private final StoreFiles files;

  private ModelStore(Disk disk, Path folder, TrustPolicy callers) {
    this.folder = folder;
    this.callers = callers;
    this.models = new ModelFolder(disk, folder.resolve(MODELS));
    this.files = new StoreFiles(disk, folder, models, callers);
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
    return open(Disk.REAL, folder, trust);
  }

  /** The same on a disk of the caller's: for tests that end a process within its operations. */
  public static ModelStore open(Disk disk, Path folder, TrustPolicy trust) throws IOException {
    if (!isStore(folder)) {
      throw new IOException(
          "there is no model store at %s: flash a model there first".formatted(folder));
    }
    return new ModelStore(disk, folder, trust);
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
    FolderAccess.shareFolder(folder.resolve(MODELS));
    disk.sync(folder);
    disk.sync(folder.toAbsolutePath().getParent());
  }

  public Path folder() {
    return folder;
  }

  /**
   * What in the store is damaged, and what everybody on this computer may change, one line each.
   */
  public List<String> warnings() {
    return files.warnings();
  }

  /** Changes which keys the store trusts. */
  public TrustChange trust() {
    return new TrustChange(files, callers);
  }

  /** Tries new models, and goes back from those that fail. */
  public ModelTrial trial() {
    return new ModelTrial(files, models);
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
    files.acceptance().requireTrusted(file);
    if (sensor.isPresent()) {
      ModelCheck.requireFits(file, sensor.get());
    }
    ModelCheck.requireRuns(file, LoopPresence.sensor(folder).or(() -> sensor));
    String hash = file.contentHash();
    try (StoreLock _ = files.lock()) {
      trust().adoptLocked();
      files.acceptance().requireTrusted(file);
      files.acceptance().requireNotOlder(file);
      models.store(hash, content);
      makeCurrent(hash, file);
    }
    return hash;
  }

  /** Makes a stored model current again. */
  public void activate(String hash) throws IOException {
    try (StoreLock _ = files.lock()) {
      ModelFile file = models.load(hash);
      files.acceptance().requireAllowed(file, hash);
      makeCurrent(hash, file);
    }
  }

  /** In this order: a power cut between the two must not forbid the model that runs. */
  private void makeCurrent(String hash, ModelFile file) throws IOException {
    StoreTrust trust = files.acceptance().own();
    files.write(files.state().activated(hash, trust::isProven).withGuarded(trust.restricts()));
    files.saw(file);
  }

  /**
   * Goes back to the latest model before the current one that may run; rolling back twice leads
   * back to the first model. If the store has trusted keys, only a model that has proven itself may
   * run, however old its signature is.
   *
   * @return the hash of the model that is current now
   */
  public String rollback() throws IOException {
    try (StoreLock _ = files.lock()) {
      StoreState state = files.state();
      if (state.before().isEmpty()) {
        throw new IOException("there is no model before to go back to");
      }
      Acceptance accepts = files.acceptance();
      Optional<String> previous =
          files.firstAllowed(
              state.before().stream()
                  .filter(hash -> !accepts.restricts() || accepts.own().isProven(hash))
                  .toList());
      if (previous.isEmpty()) {
        load(state.before().getFirst()); // says why
        throw new RefusedModelException(
            "the model before has not proven itself here, so there is none to go back to:"
                + " install one");
      }
      files.write(state.activated(previous.get(), accepts.own()::isProven));
      return previous.get();
    }
  }

  /**
   * The hash of the current model. Reads only the state file, less than a kilobyte: cheap enough to
   * call several times per second, outside the loop's thread.
   */
  public Optional<String> currentHash() throws IOException {
    return files.state().current();
  }

  /**
   * The model to run: the current one, or if that can no longer be read or may no longer run, the
   * latest one before it that can and may; {@link CurrentModel#warning} then says so.
   *
   * @return empty if there is none
   * @throws IOException if no model can be read; the message says why the current one cannot
   */
  public Optional<CurrentModel> current() throws IOException {
    StoreState state = files.state();
    if (state.current().isEmpty()) {
      return Optional.empty();
    }
    IOException why;
    try {
      return Optional.of(new CurrentModel(load(state.current().get()), Optional.empty()));
    } catch (IOException unreadable) {
      why = unreadable;
    }
    Optional<String> earlier = files.firstAllowed(state.before());
    if (earlier.isEmpty()) {
      throw why;
    }
    String warning = why.getMessage() + "; running the model before it";
    return Optional.of(new CurrentModel(load(earlier.get()), Optional.of(warning)));
  }

  /**
   * Reads a stored model to run. It is complete, its name is its hash, it is trusted, and it is not
   * older than the newest that was seen, unless it has proven itself.
   *
   * @throws IOException in one line
   */
  public ModelFile load(String hash) throws IOException {
    return files.load(hash);
  }

  /**
   * Requires that a model that is not from a store may run on this device.
   *
   * @param folder the device's store; its trust counts. If it is no store, only the policy counts
   * @throws RefusedModelException if the store would not accept the model
   */
  public static void requireAllowed(ModelFile file, Path folder, TrustPolicy trust)
      throws IOException {
    acceptance(folder, trust).requireAllowed(file, file.contentHash());
  }

  /**
   * Requires that a face finder may run on this device: if the device has trusted keys, one of them
   * must have signed it. A finder has no version, and no kind of device.
   *
   * @param folder the device's store; its trust counts. If it is no store, only the policy counts
   * @throws RefusedModelException if the keys do not allow it
   */
  public static void requireAllowed(FinderFile file, Path folder, TrustPolicy trust)
      throws IOException {
    acceptance(folder, trust).requireSigned("finder", file.signature());
  }

  private static Acceptance acceptance(Path folder, TrustPolicy trust) throws IOException {
    return isStore(folder)
        ? open(folder, trust).files.acceptance()
        : new Acceptance(StoreTrust.EMPTY, false, trust);
  }

  public StoreStatus status() throws IOException {
    StoreState state = files.state();
    StoreTrust trust = files.acceptance().own();
    SignedVersion newest = files.acceptance().floor();
    return new StoreStatus(
        state.current(),
        state.before(),
        state.failure(),
        state.trying(),
        LoopPresence.isAlive(folder),
        LoopPresence.sensor(folder),
        LoopPresence.hash(folder),
        LoopPresence.condition(folder),
        new StoreStatus.Trust(
            trust.kind(),
            trust.ring(),
            trust.listVersion(),
            newest.version(),
            newest.equals(SignedVersion.NONE)
                ? OptionalLong.empty()
                : OptionalLong.of(newest.signedAtEpochSeconds())));
  }

  /**
   * Marks that a loop runs from this store, until the result is closed or the process ends.
   *
   * @throws IOException if another loop runs from it
   */
  public LoopPresence startRunning() throws IOException {
    return LoopPresence.start(folder);
  }
}
