package smilet.device.sensor.pipe;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A command of the shell with all that it started. A process whose parent has ended is no longer
 * among its grandparent's descendants. So the command gets a mark in its environment, which all
 * that it starts inherits, and on Linux every process with that mark counts.
 */
final class ProcessTree {
  /** How long processes have to end after SIGTERM, and then again after SIGKILL. */
  static final long GRACE_MILLIS = 200;

  private static final String MARK = "SMILET_CAMERA";
  private static final Set<String> OF_SYSTEMD =
      Set.of("NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID");
  private static final long GRACE_NANOS = GRACE_MILLIS * 1_000_000;
  private static final long POLL_MILLIS = 10;
  private static final Path PROC = Path.of("/proc");

  private final Process root;
  private final String mark;

  private ProcessTree(Process root, String mark) {
    this.root = root;
    this.mark = mark;
  }

  /** Starts a command of the shell, whose standard input is empty. */
  static ProcessTree start(String command) throws IOException {
    String mark = UUID.randomUUID().toString();
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-c", command).redirectInput(Redirect.from(new File("/dev/null")));
    builder.environment().put(MARK, mark);
    // They are this program's: a camera that knows systemd must not answer in its place.
    builder.environment().keySet().removeAll(OF_SYSTEMD);
    return new ProcessTree(builder.start(), MARK + "=" + mark);
  }

  /** The shell, with the output of them all. */
  Process root() {
    return root;
  }

  /**
   * Ends what still runs: SIGTERM, {@value #GRACE_MILLIS} ms, SIGKILL, and the same time again at
   * most.
   *
   * @return false if a process still runs, most likely because it hangs in the kernel
   */
  boolean end() throws InterruptedException {
    // First those that are found at once: this program may have little time left itself.
    Set<ProcessHandle> members = unbroken();
    members.forEach(ProcessHandle::destroy);
    for (ProcessHandle left : marked()) {
      if (members.add(left)) {
        left.destroy();
      }
    }
    long startNanos = System.nanoTime();
    while (!isEnded() && System.nanoTime() - startNanos < GRACE_NANOS) {
      Thread.sleep(POLL_MILLIS);
    }
    startNanos = System.nanoTime();
    while (!isEnded()) {
      // Again and again: a process may start another one just before it ends.
      members.addAll(unbroken());
      members.addAll(marked());
      members.forEach(ProcessHandle::destroyForcibly);
      Thread.sleep(POLL_MILLIS);
      if (System.nanoTime() - startNanos > GRACE_NANOS) {
        return isEnded();
      }
    }
    return true;
  }

  private boolean isEnded() {
    return !root.isAlive() && marked().isEmpty();
  }

  /** The shell, if it runs, and its descendants. */
  private Set<ProcessHandle> unbroken() {
    Set<ProcessHandle> members = new HashSet<>();
    if (root.isAlive()) {
      root.descendants().forEach(members::add);
      members.add(root.toHandle()); // not Process.destroy, which closes the output as well
    }
    return members;
  }

  /** Those with the mark, without a process that ended and that nobody waited for. */
  private Set<ProcessHandle> marked() {
    if (!Files.isDirectory(PROC)) {
      return Set.of();
    }
    try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
      return all.filter(this::isMarked).collect(Collectors.toSet());
    }
  }

  private boolean isMarked(ProcessHandle process) {
    try {
      byte[] environment = Files.readAllBytes(PROC.resolve(process.pid() + "/environ"));
      return Stream.of(new String(environment, StandardCharsets.ISO_8859_1).split("\0"))
          .anyMatch(mark::equals);
    } catch (IOException gone) {
      return false; // it ended meanwhile, or belongs to another user and so not to the command
    }
  }
}
