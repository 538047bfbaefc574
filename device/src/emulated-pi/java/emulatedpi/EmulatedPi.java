package emulatedpi;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A Raspberry Pi 3 that is switched on: its console, its pins seen from outside, and its plug. It
 * has a time limit for all that it does; after that, each wait ends with an exception.
 */
final class EmulatedPi implements AutoCloseable {
  /** Reads the levels of GPIO 0 to 31: register GPLEV0 of the GPIO controller. */
  private static final String PIN_LEVELS = "readl 0x3f200034";

  /** The exit code of a line that was typed at the console, and what it printed. */
  record Answer(int exitCode, List<String> lines) {
    String text() {
      return String.join("\n", lines);
    }
  }

  /** The Pi was not ready in time, or did not do what it must. */
  static final class TroubleException extends Exception {
    private static final long serialVersionUID = 1L;

    TroubleException(String message) {
      super(message);
    }
  }

  private static final String DONE = "@done ";
  private static final int TAIL_LINES = 12;
  private static final String PANIC = "Kernel panic";

  @SuppressWarnings("StringOperationCanBeSimplified") // compared by identity
  private static final String POWER_IS_OFF = new String("power is off");

  private final long powerOnNanos = System.nanoTime();
  private final long deadlineNanos;
  private final String name;
  private final Process qemu;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final Writer keyboard;
  private final Writer log;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final SocketChannel probe;
  private final BufferedReader probeAnswers;

  /**
   * Switches on.
   *
   * @param files the initial file system
   * @param card the image of the SD card, which is written to
   * @param folder for the console's log
   * @param limit how long this Pi may run
   */
  EmulatedPi(Kit kit, Path files, Path card, Path folder, String name, Duration limit)
      throws IOException, InterruptedException {
    deadlineNanos = powerOnNanos + limit.toNanos();
    this.name = name;
    // Not in the folder, because the path of a socket must be short.
    Path socket = Files.createTempDirectory("smilet-pi").resolve("probe");
    List<String> command = kit.raspberryPi(files, card, socket);
    qemu = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    Runtime.getRuntime().addShutdownHook(new Thread(qemu::destroyForcibly)); // Ctrl-C
    keyboard = qemu.outputWriter(StandardCharsets.US_ASCII);
    log = Files.newBufferedWriter(folder.resolve(name + ".log"));
    Thread.ofPlatform().daemon().start(this::listen);
    probe = connect(socket);
    Files.delete(socket);
    Files.delete(socket.getParent());
    probeAnswers = new BufferedReader(Channels.newReader(probe, StandardCharsets.US_ASCII));
  }

  /** Waits until the first process answers. Returns the time since power on. */
  Duration ready() throws TroubleException, InterruptedException {
    expect("@ready");
    return sincePowerOn();
  }

  /** Waits for a line that contains a word. */
  String expect(String word) throws TroubleException, InterruptedException {
    String line = nextLine(word);
    while (!line.contains(word)) {
      line = nextLine(word);
    }
    return line;
  }

  /** The lines that were printed before the plug was pulled and that nobody has read yet. */
  List<String> lastWords() throws InterruptedException {
    List<String> words = new ArrayList<>();
    for (String line = lines.take(); line != POWER_IS_OFF; line = lines.take()) {
      words.add(line);
    }
    return words;
  }

  /** Types a line for the shell at the console, and waits for its end. */
  Answer say(String command) throws TroubleException, InterruptedException {
    type(command);
    List<String> said = new ArrayList<>();
    while (true) {
      String line = nextLine("the end of: " + command);
      int mark = line.indexOf(DONE);
      if (mark >= 0) {
        if (mark > 0) {
          said.add(line.substring(0, mark)); // a program ended without a newline
        }
        return new Answer(Integer.parseInt(line.substring(mark + DONE.length()).strip()), said);
      }
      said.add(line);
    }
  }

  /** Like {@link #say}, for a line that must succeed. Returns what it printed. */
  String must(String command) throws TroubleException, InterruptedException {
    Answer answer = say(command);
    if (answer.exitCode != 0) {
      throw new TroubleException(
          String.format(
              Locale.ROOT, "'%s' ended with %d: %s", command, answer.exitCode, answer.text()));
    }
    return answer.text();
  }

  /** Types a line and does not wait. */
  void type(String command) throws TroubleException {
    try {
      log(">>> " + command);
      keyboard.write(command + "\n");
      keyboard.flush();
    } catch (IOException e) {
      throw new TroubleException("the console is gone: " + e.getMessage());
    }
  }

  /** The level of a GPIO pin, read from outside the Pi. */
  boolean pin(int gpio) throws TroubleException {
    try {
      probe.write(StandardCharsets.US_ASCII.encode(PIN_LEVELS + "\n"));
      String answer = probeAnswers.readLine();
      return (Long.decode(answer.substring("OK ".length())) >> gpio & 1) == 1;
    } catch (IOException | RuntimeException e) {
      throw new TroubleException("the pins cannot be read: " + e.getMessage());
    }
  }

  /** Waits until a pin has a level. */
  void awaitPin(int gpio, boolean level, Duration atMost)
      throws TroubleException, InterruptedException {
    long until = Math.min(deadlineNanos, System.nanoTime() + atMost.toNanos());
    while (pin(gpio) != level) {
      if (System.nanoTime() > until) {
        throw new TroubleException(
            String.format(
                Locale.ROOT,
                "GPIO %d is %s for %d s",
                gpio,
                level ? "low" : "high",
                atMost.toSeconds()));
      }
      Thread.sleep(20);
    }
  }

  Duration sincePowerOn() {
    return Duration.ofNanos(System.nanoTime() - powerOnNanos);
  }

  /** The processor time that it took on this machine, which other programs change little. */
  Duration processorTime() {
    return qemu.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  boolean isOn() {
    return qemu.isAlive();
  }

  /** Switches off at once: what is not on the card yet is lost. */
  void pullThePlug() {
    qemu.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    pullThePlug();
    try {
      log.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String nextLine(String awaited) throws TroubleException, InterruptedException {
    String line = lines.poll(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
    if (line == null) {
      throw new TroubleException(
          "%s: time is over, waiting for %s%s".formatted(name, awaited, tail()));
    }
    if (line == POWER_IS_OFF) {
      throw new TroubleException(
          "%s went off or its kernel panicked, waiting for %s%s".formatted(name, awaited, tail()));
    }
    return line;
  }

  private void listen() {
    try (BufferedReader console = qemu.inputReader(StandardCharsets.ISO_8859_1)) {
      for (String line = console.readLine(); line != null; line = console.readLine()) {
        String printable = line.replaceAll("[^ -~\t]", "");
        log(printable);
        lines.add(printable.contains(PANIC) ? POWER_IS_OFF : printable);
      }
    } catch (IOException e) {
      log("console: " + e.getMessage());
    }
    lines.add(POWER_IS_OFF);
  }

  /** The last lines of the console. The log has all of them. */
  private String tail() {
    synchronized (log) {
      return ". The console's last lines:\n  " + String.join("\n  ", lastLines);
    }
  }

  private void log(String line) {
    synchronized (log) {
      lastLines.addLast(line);
      if (lastLines.size() > TAIL_LINES) {
        lastLines.removeFirst();
      }
      try {
        log.write(
            String.format(Locale.ROOT, "%8.3f %s%n", sincePowerOn().toMillis() / 1000.0, line));
        log.flush();
      } catch (IOException e) {
        // the log is closed, because the plug was pulled
      }
    }
  }

  private SocketChannel connect(Path socket) throws IOException, InterruptedException {
    while (true) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
        return channel;
      } catch (IOException notYet) {
        channel.close();
        if (!qemu.isAlive() || System.nanoTime() > deadlineNanos) {
          close();
          throw new IOException("QEMU does not start: " + String.join(" ", lines), notYet);
        }
        Thread.sleep(20);
      }
    }
  }
}
