package smilet.shared.store;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import smilet.shared.error.FileError;
import smilet.shared.file.AtomicFile;
import smilet.shared.file.Disk;
import smilet.shared.file.ModelFile;
import smilet.shared.file.RegularFile;
import smilet.shared.file.RegularFile.NotRegularException;

/**
 * The files of a store beside its models: the state, the trust, and the lock for who changes them.
 */
final class StoreFiles {
  private static final String STATE = "state";
  private static final String TRUST = "trust";
  private static final String LOCK = "lock";
  private static final int MAX_STATE_BYTES = 1 << 14;
  private static final int MAX_TRUST_BYTES = 1 << 21; // a hundred lists of 8 KiB in Base64

  private final Disk disk;
  private final Path folder;
  private final ModelFolder models;
  private final TrustPolicy callers;

  StoreFiles(Disk disk, Path folder, ModelFolder models, TrustPolicy callers) {
    this.disk = disk;
    this.folder = folder;
    this.models = models;
    this.callers = callers;
  }

  StoreLock lock() throws IOException {
    try {
      return StoreLock.acquire(folder.resolve(LOCK));
    } catch (IOException fault) {
      throw new FileError("cannot write to the model store at", folder, fault);
    }
  }

  /**
   * The state. A state file is never half-written, but SD cards fail and neighbours forge: a
   * damaged or missing one is rebuilt from the models that the trust allows, the one stored last
   * becomes current.
   */
  StoreState state() throws IOException {
    Optional<StoreState> state = read(STATE, MAX_STATE_BYTES).flatMap(StoreState::decode);
    return state.isPresent() ? state.get() : rebuiltState();
  }

  private StoreState rebuiltState() throws IOException {
    StoreTrust trust = trustFile().orElse(StoreTrust.EMPTY);
    Acceptance accepts = new Acceptance(trust, false, callers);
    StoreState state = StoreState.EMPTY;
    for (String hash : models.hashesByAge()) {
      try {
        accepts.requireAllowed(models.load(hash), hash);
        state = state.activated(hash, trust::isProven);
      } catch (IOException notAllowed) {
        // A file that cannot be read, or may not run, is none of the store's models.
      }
    }
    return state.withGuarded(trust.restricts());
  }

  /** What may run. */
  Acceptance acceptance() throws IOException {
    Optional<StoreTrust> file = trustFile();
    if (file.isPresent()) {
      return new Acceptance(file.get(), false, callers);
    }
    byte[] stateBytes = read(STATE, MAX_STATE_BYTES).orElse(new byte[0]);
    boolean guarded = StoreState.decode(stateBytes).filter(StoreState::guarded).isPresent();
    if (guarded || Files.exists(folder.resolve(TRUST))) {
      // Keys that do not come from the store still count; the newest version is that of its models.
      boolean lost = guarded && callers.ring().isEmpty();
      return new Acceptance(rebuiltTrust(), lost, callers);
    }
    StoreTrust ofVersion1 =
        StoreTrust.ofVersion1(stateBytes, callers.ring().keys()).orElse(StoreTrust.EMPTY);
    return new Acceptance(ofVersion1, false, callers);
  }

  /** Reads a stored model that may run. */
  ModelFile load(String hash) throws IOException {
    Acceptance accepts = acceptance();
    ModelFile file = models.load(hash);
    accepts.requireAllowed(file, hash);
    return file;
  }

  /** The first of some models that can be read and may run. */
  Optional<String> firstAllowed(List<String> hashes) {
    return hashes.stream().filter(this::loads).findFirst();
  }

  private boolean loads(String hash) {
    try {
      load(hash);
      return true;
    } catch (IOException notAllowed) {
      return false;
    }
  }

  private StoreTrust rebuiltTrust() throws IOException {
    StoreTrust trust = StoreTrust.EMPTY.with(callers.kind(), callers.ring());
    for (String hash : models.hashesByAge()) {
      try {
        trust = trust.saw(models.load(hash));
      } catch (IOException unreadable) {
        // It is no model any more, so no version of it counts.
      }
    }
    return trust;
  }

  private Optional<StoreTrust> trustFile() throws IOException {
    return read(TRUST, MAX_TRUST_BYTES).flatMap(StoreTrust::decode);
  }

  /** A file's bytes; empty if there is no such file. */
  private Optional<byte[]> read(String name, int most) throws IOException {
    Path path = folder.resolve(name);
    try {
      return Optional.of(RegularFile.read(path, most));
    } catch (NoSuchFileException none) {
      return Optional.empty();
    } catch (NotRegularException forged) {
      return Optional.of(new byte[0]); // it counts as damaged
    } catch (IOException fault) {
      throw new FileError("cannot read", path, fault);
    }
  }

  /** Makes durable how new a model is that runs, or is about to. */
  void saw(ModelFile file) throws IOException {
    StoreTrust trust = acceptance().own();
    StoreTrust seen = trust.saw(file);
    if (!seen.equals(trust)) {
      write(seen);
    }
  }

  /** Makes the trust durable. */
  void write(StoreTrust trust) throws IOException {
    AtomicFile.writeShared(disk, folder.resolve(TRUST), trust.encode());
  }

  /** Makes a state durable, then removes the files that it does not need. */
  void write(StoreState state) throws IOException {
    keepTrustOfVersion1();
    AtomicFile.writeShared(disk, folder.resolve(STATE), state.encode());
    try {
      for (String hash : models.hashesByAge()) {
        if (!state.keeps(hash)) {
          models.delete(hash);
        }
      }
      deleteParts(folder, "." + STATE + ".*");
      deleteParts(folder, "." + TRUST + ".*");
      deleteParts(models.folder(), ".*");
    } catch (IOException notTidied) {
      // The next writer tries again; leftover files do no harm.
    }
  }

  /** A state of version 1 says what may run, and the state that replaces it does not. */
  private void keepTrustOfVersion1() throws IOException {
    if (!Files.exists(folder.resolve(TRUST))) {
      byte[] old = read(STATE, MAX_STATE_BYTES).orElse(new byte[0]);
      Optional<StoreTrust> trust = StoreTrust.ofVersion1(old, callers.ring().keys());
      if (trust.isPresent()) {
        write(trust.get());
      }
    }
  }

  private List<String> damages() {
    List<String> damages = new ArrayList<>();
    try {
      boolean isState = read(STATE, MAX_STATE_BYTES).flatMap(StoreState::decode).isPresent();
      if (!isState && !models.hashesByAge().isEmpty()) {
        damages.add(
            "%s is missing or damaged, so it was rebuilt: the model stored last is current"
                .formatted(folder.resolve(STATE)));
      }
      if (Files.exists(folder.resolve(TRUST)) && trustFile().isEmpty()) {
        damages.add("%s is damaged, so it was rebuilt".formatted(folder.resolve(TRUST)));
      }
    } catch (IOException unreadable) {
      // Whoever needs it says so.
    }
    return damages;
  }

  private void deleteParts(Path inside, String names) throws IOException {
    // This process holds the lock, so a part belongs to a writer that died.
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(inside, names + AtomicFile.PART)) {
      for (Path part : parts) {
        disk.delete(part);
      }
    }
  }

  /** What is damaged, and what everybody on this computer may change, one line each. */
  List<String> warnings() {
    List<String> warnings = new ArrayList<>(damages());
    for (Path path :
        List.of(folder, models.folder(), folder.resolve(STATE), folder.resolve(TRUST))) {
      PosixFileAttributeView view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
      try {
        if (view != null
            && view.readAttributes().permissions().contains(PosixFilePermission.OTHERS_WRITE)) {
          warnings.add(
              "everybody on this computer can change %s, so they decide which model runs: chmod o-w %s"
                  .formatted(path, path));
        }
      } catch (IOException none) {
        // There is no such file yet.
      }
    }
    return warnings;
  }
}
