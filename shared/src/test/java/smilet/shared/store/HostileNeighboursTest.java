package smilet.shared.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import smilet.shared.file.RandomModelFiles;

/**
 * Other users and other programs beside the store: they lock, plant and forge what they can. Some
 * situations need two real users, and so root; otherwise they are skipped, and say so.
 */
@EnabledOnOs(OS.LINUX)
@Timeout(600) // virtual machines of several users, one after another
class HostileNeighboursTest {
  /** Users that exist only as numbers, and a group of both. */
  private static final int OWNER = 64_101;

  private static final int MEMBER = 64_102;
  private static final int STRANGER = 64_103;
  private static final int GROUP = 64_200;

  @TempDir Path temp;

  private final List<Process> children = new ArrayList<>();
  private Path folder;

  @BeforeEach
  void makeStore() throws IOException {
    folder = temp.resolve("store");
    ModelStore.openOrCreate(folder, TrustPolicy.ANYONE);
  }

  @AfterEach
  void end() throws InterruptedException {
    for (Process child : children) {
      child.destroyForcibly().waitFor();
    }
  }

  private static String lockFor(String kind, Path file) {
    // Python's lockf and Java's locks are the same POSIX locks.
    return "import fcntl,os,sys,time\nf=os.open('%s',os.O_%s)\nfcntl.lockf(f,fcntl.LOCK_%s)\nprint('held',flush=True)\ntime.sleep(600)"
        .formatted(file, kind.equals("EX") ? "RDWR" : "RDONLY", kind);
  }

  /** Starts a process that holds a lock, and waits until it does. */
  private Process hold(String kind, Path file) throws Exception {
    Process python = start("python3", "-c", lockFor(kind, file));
    assumeThat(python.inputReader().readLine()).as("python3 holds the lock").isEqualTo("held");
    return python;
  }

  private Process start(String... command) throws IOException {
    try {
      Process child = new ProcessBuilder(command).redirectError(Redirect.INHERIT).start();
      children.add(child);
      return child;
    } catch (IOException absent) {
      assumeThat(absent).as("skipped: cannot start " + command[0]).isNull();
      throw absent;
    }
  }

  @Test
  void aLockIsHeldFromTheFirstTimeOnWhateverThePermissionsWere() throws Exception {
    for (String mode : List.of("rw-------", "rw-r--r--", "rw-rw-rw-")) {
      for (String name : List.of("lock", "running.lock")) {
        Path lock = folder.resolve(name);
        Files.deleteIfExists(lock);
        for (int round = 0; round < 2; round++) {
          try (LockFile _ = LockFile.acquire(lock, 300)) {
            LockHolders holders = LockHolders.of(lock);
            assertThat(holders.processIds()).containsExactly(ProcessHandle.current().pid());
            assertThat(holders.onlyRead()).isFalse();
          }
          Files.setPosixFilePermissions(lock, PosixFilePermissions.fromString(mode));
        }
      }
    }
  }

  @Test
  void awaitingALockHasAnEndAndNamesTheHolder() throws Exception {
    Path lock = folder.resolve("lock");
    StoreLock.acquire(lock).close();
    Process holder = hold("EX", lock);
    assertThatThrownBy(() -> StoreLock.acquire(lock, 300))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("process " + holder.pid() + " (python3, user ")
        .hasMessageContaining("end that process or try again");
    holder.destroyForcibly().waitFor();
    StoreLock.acquire(lock, 300).close();
  }

  @Test
  void aProcessThatOnlyReadsCannotKeepTheOwnerOut() throws Exception {
    Path lock = folder.resolve("lock");
    StoreLock.acquire(lock).close();
    hold("SH", lock);
    StoreLock.acquire(lock, 300).close();
    Path running = folder.resolve("running.lock");
    LoopPresence.start(folder).close();
    hold("SH", running);
    try (LoopPresence loop = LoopPresence.start(folder, 300)) {
      assertThat(loop.warning()).isEmpty();
      assertThat(LoopPresence.isAlive(folder)).isTrue();
    }
  }

  @Test
  void whoeverWaitsForAReplacedLockFileLocksTheNewOne() throws Exception {
    Path lock = folder.resolve("lock");
    StoreLock.acquire(lock).close();
    Process holder = hold("EX", lock);
    Thread replaces =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    Thread.sleep(200);
                    Files.delete(lock);
                    Files.createFile(lock);
                  } catch (IOException | InterruptedException e) {
                    throw new AssertionError(e);
                  }
                });
    StoreLock.acquire(lock, 60_000).close();
    replaces.join();
    assertThat(holder.isAlive()).isTrue();
  }

  @Test
  void askingNeverMakesAStartFail() throws Exception {
    LoopPresence.start(folder).close();
    // As many questions as fit, from another process: each is a short lock for reading.
    start(
        "python3",
        "-c",
        "import fcntl,os\nwhile True:\n f=os.open('%s',os.O_RDONLY)\n fcntl.lockf(f,fcntl.LOCK_SH)\n os.close(f)"
            .formatted(folder.resolve("running.lock")));
    for (int i = 0; i < 20; i++) {
      LoopPresence.start(folder).close();
    }
  }

  @Test
  void plantedLocksAndMarksAreOneLineAndNeverAHang() throws Exception {
    ModelStore store = ModelStore.open(folder, TrustPolicy.ANYONE);
    for (String name : List.of("lock", "running.lock", "running")) {
      for (String kind : List.of("pipe", "link", "folder")) {
        Path planted = folder.resolve(name);
        plant(kind, planted);
        try (LoopPresence loop = store.startRunning()) {
          loop.warning().ifPresent(line -> assertThat(line).hasLineCount(1).contains(name));
          assertThat(store.status().sensor()).isEmpty();
          store.install(RandomModelFiles.next(new Random(1)).encode());
        } catch (IOException refused) {
          assertThat(refused.getMessage()).hasLineCount(1).contains(folder.toString());
        }
        Files.deleteIfExists(planted);
      }
    }
    assertThat(temp.resolve("elsewhere")).doesNotExist();
  }

  private void plant(String kind, Path path) throws Exception {
    Files.deleteIfExists(path);
    switch (kind) {
      case "pipe" ->
          assertThat(new ProcessBuilder("mkfifo", path.toString()).start().waitFor()).isZero();
      case "link" -> Files.createSymbolicLink(path, temp.resolve("elsewhere"));
      default -> Files.createDirectory(path);
    }
  }

  @Test
  void forgedMarksAreNoFacts() throws Exception {
    Random random = new Random(5);
    try (LoopPresence loop = LoopPresence.start(folder)) {
      loop.tookUp("0".repeat(64));
      for (int round = 0; round < 300; round++) {
        byte[] forged = new byte[random.nextInt(3000)];
        random.nextBytes(forged);
        String text =
            switch (round % 4) {
              case 0 -> "model ../../etc/passwd\n";
              case 1 -> "sensor 99999999999x-1\n";
              case 2 -> "model \n";
              default -> "model " + new String(forged, StandardCharsets.ISO_8859_1);
            };
        Files.write(folder.resolve("running"), text.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(LoopPresence.hash(folder)).isEmpty();
        assertThat(LoopPresence.sensor(folder)).isEmpty();
      }
    }
  }

  @Test
  void twoUsersShareAStoreByTheirGroupWhateverTheUmask() throws Exception {
    requireRoot();
    give(folder, "rwxrwx---");
    give(folder.resolve("models"), "rwxrwx---");
    String[] umasks = {"077", "022", "000"};
    int[] users = {OWNER, MEMBER, 0, MEMBER, OWNER};
    for (int i = 0; i < users.length; i++) {
      String umask = umasks[i % umasks.length];
      assertThat(storeUser(users[i], umask, "install " + i)).isEqualTo("installed");
      assertThat(storeUser(users[i], umask, "loop")).isEqualTo("loop");
    }
    assertThat(storeUser(MEMBER, "077", "status")).startsWith("current");
    try (Stream<Path> files = Files.walk(folder)) {
      assertThat(files.filter(Files::isRegularFile))
          .allSatisfy(
              file ->
                  assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                      .isEqualTo("rw-rw----"));
    }
  }

  @Test
  void whoMayOnlyReadCannotLockAndIsToldWhose() throws Exception {
    requireRoot();
    give(folder, "rwxr-xr-x");
    give(folder.resolve("models"), "rwxr-xr-x");
    assertThat(storeUser(OWNER, "022", "install 1")).isEqualTo("installed");
    assertThat(storeUser(OWNER, "022", "loop")).isEqualTo("loop");
    assertThat(storeUser(STRANGER, "022", "status")).startsWith("current");
    assertThat(storeUser(STRANGER, "022", "install 2"))
        .contains("permission denied", "user " + OWNER);
    assertThat(storeUser(STRANGER, "022", "loop")).contains("cannot be written").hasLineCount(1);
    Process stranger =
        start(
            "setpriv",
            "--reuid=" + STRANGER,
            "--regid=" + STRANGER,
            "--clear-groups",
            "python3",
            "-c",
            lockFor("SH", folder.resolve("lock")));
    assertThat(stranger.inputReader().readLine()).as("the lock of a stranger").isNull();
  }

  @Test
  void whatRootMadeOnceStaysUsable() throws Exception {
    requireRoot();
    give(folder, "rwxr-xr-x");
    give(folder.resolve("models"), "rwxr-xr-x");
    assertThat(storeUser(0, "077", "install 1")).isEqualTo("installed");
    assertThat(storeUser(0, "077", "loop")).isEqualTo("loop");
    assertThat(storeUser(OWNER, "022", "install 2")).isEqualTo("installed");
    assertThat(storeUser(OWNER, "022", "loop")).isEqualTo("loop");
    // As an earlier Smilet left it: a lock file of root's in a folder that is the user's.
    for (String name : List.of("lock", "running.lock")) {
      Files.delete(folder.resolve(name));
      Files.createFile(
          folder.resolve(name),
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    assertThat(storeUser(OWNER, "022", "install 3")).isEqualTo("installed");
    assertThat(storeUser(OWNER, "022", "loop")).isEqualTo("loop");
  }

  private static void requireRoot() throws IOException {
    assumeThat(Files.getOwner(Path.of("/proc/self")).getName())
        .as("who runs the tests; two users need root")
        .isEqualTo("root");
  }

  private void give(Path path, String permissions) throws IOException {
    Files.setPosixFilePermissions(temp, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    Files.setAttribute(path, "unix:uid", OWNER);
    Files.setAttribute(path, "unix:gid", GROUP);
  }

  /** Runs {@link StoreUser} as a user, from copies that every user can read. */
  private String storeUser(int user, String umask, String arguments) throws Exception {
    Path copies = temp.resolve("classes");
    if (!Files.exists(copies)) {
      Files.createDirectory(copies);
      for (Class<?> one : List.of(ModelStore.class, StoreUser.class)) {
        Path from = Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
        String tree = from + "/.";
        assertThat(start("cp", "-r", tree, copies.toString()).waitFor()).isZero();
      }
      assertThat(start("chmod", "-R", "a+rX", copies.toString()).waitFor()).isZero();
    }
    List<String> command = new ArrayList<>();
    if (user != 0) {
      command.addAll(List.of("setpriv", "--reuid=" + user, "--regid=" + user));
      command.addAll(user == STRANGER ? List.of("--clear-groups") : List.of("--groups=" + GROUP));
    }
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    command.addAll(List.of("sh", "-c", "umask " + umask + "; exec \"$@\"", "sh", java));
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-cp", copies.toString()));
    command.addAll(List.of(StoreUser.class.getName(), folder.toString()));
    command.addAll(List.of(arguments.split(" ")));
    Process child = start(command.toArray(new String[0]));
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return said.strip();
  }
}
