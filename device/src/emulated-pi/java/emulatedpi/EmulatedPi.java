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
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A Raspberry Pi 3 that is switched on: its console, its pins seen from outside, and its plug. It
 * is given so much time for everything; whoever waits longer gets an exception and pulls the plug.
 */
final class EmulatedPi implements AutoCloseable {
  /** Where the pins' levels stand, 32 a word: GPLEV0 of the GPIO controller. */
  private static final String PIN_LEVELS = "readl 0x3f200034";

  /** What a line typed at the console led to: an exit code, and what was printed. */
  record Answer(int exitCode, List<String> lines) {
    String text() {
      return String.join("\n", lines);
    }
  }

  /** A Pi that is not ready in time, or does something else than it must. */
  static final class TroubleException extends Exception {
    private static final long serialVersionUID = 1L;

    TroubleException(String message) {
      super(message);
    }
  }

  /** The last three spare the emulated processor what has no bearing on any test. */
  private static final String KERNEL_OPTIONS =
      "console=ttyS1 rdinit=/init quiet panic=-1 isolcpus=1-3"
          + " kpti=off init_on_alloc=0 cryptomgr.notests";

  private static final String DONE = "@done ";
  private static final int TAIL_LINES = 12;
  private static final String PANIC = "Kernel panic";

  @SuppressWarnings("StringOperationCanBeSimplified") // told apart by identity
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
   * @param card the SD card's image, written to
   * @param folder for the console's log and a socket
   * @param limit how long this Pi may run in all
   */
  EmulatedPi(Kit kit, Path files, Path card, Path folder, String name, Duration limit)
      throws IOException, InterruptedException {
    deadlineNanos = powerOnNanos + limit.toNanos();
    this.name = name;
    // Not in the folder: a socket's path must be short.
    Path socket = Files.createTempDirectory("smilet-pi").resolve("probe");
    List<String> command = new ArrayList<>(kit.program("usr/bin/qemu-system-aarch64"));
    // One thread for the Pi's four processors, and three of them idle: several times faster than
    // four threads on a PC of few processors.
    command.addAll(
        List.of(
            "-L",
            kit.cache().resolve("host/usr/share/qemu").toString(),
            "-M",
            "raspi3b",
            "-accel",
            "tcg,thread=single",
            "-nodefaults",
            "-display",
            "none",
            "-no-reboot",
            "-kernel",
            kit.kernel().toString(),
            "-dtb",
            kit.deviceTree().toString(),
            "-initrd",
            files.toString(),
            "-append",
            KERNEL_OPTIONS,
            "-drive",
            "if=sd,format=raw,file=" + card,
            "-serial",
            "null",
            "-serial",
            "stdio",
            "-qtest",
            "unix:" + socket + ",server=on,wait=off",
            "-qtest-log",
            "none"));
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

  /** Waits until the first process answers, and answers how long that took since power on. */
  Duration ready() throws TroubleException, InterruptedException {
    expect("@ready");
    return sincePowerOn();
  }

  /** Waits for a line with the word in it. */
  String expect(String word) throws TroubleException, InterruptedException {
    String line = nextLine(word);
    while (!line.contains(word)) {
      line = nextLine(word);
    }
    return line;
  }

  /** What was said and not yet heard when the plug was pulled. */
  List<String> lastWords() throws InterruptedException {
    List<String> words = new ArrayList<>();
    for (String line = lines.take(); line != POWER_IS_OFF; line = lines.take()) {
      words.add(line);
    }
    return words;
  }

  /** Has the console's shell run a line, and waits for its end. */
  Answer say(String command) throws TroubleException, InterruptedException {
    type(command);
    List<String> said = new ArrayList<>();
    while (true) {
      String line = nextLine("the end of: " + command);
      int mark = line.indexOf(DONE);
      if (mark >= 0) {
        if (mark > 0) {
          said.add(
              line.substring(0, mark)); // the last line of a program that ends it with no newline
        }
        return new Answer(Integer.parseInt(line.substring(mark + DONE.length()).strip()), said);
      }
      said.add(line);
    }
  }

  /** As {@link #say}, for what must succeed. */
  String must(String command) throws TroubleException, InterruptedException {
    Answer answer = say(command);
    if (answer.exitCode != 0) {
      throw new TroubleException(
          "'%s' ended with %d: %s".formatted(command, answer.exitCode, answer.text()));
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

  /** The level of a GPIO pin, read from outside of everything that runs on the Pi. */
  boolean pin(int gpio) throws TroubleException {
    try {
      probe.write(StandardCharsets.US_ASCII.encode(PIN_LEVELS + "\n"));
      String answer = probeAnswers.readLine();
      return (Long.decode(answer.substring("OK ".length())) >> gpio & 1) == 1;
    } catch (IOException | RuntimeException e) {
      throw new TroubleException("the pins cannot be read: " + e.getMessage());
    }
  }

  /** Waits until the pin has the level. */
  void awaitPin(int gpio, boolean level, Duration atMost)
      throws TroubleException, InterruptedException {
    long until = Math.min(deadlineNanos, System.nanoTime() + atMost.toNanos());
    while (pin(gpio) != level) {
      if (System.nanoTime() > until) {
        throw new TroubleException(
            "GPIO %d is %s for %d s".formatted(gpio, level ? "low" : "high", atMost.toSeconds()));
      }
      Thread.sleep(20);
    }
  }

  Duration sincePowerOn() {
    return Duration.ofNanos(System.nanoTime() - powerOnNanos);
  }

  /**
   * What this machine's processors have spent on it: less noisy than time where others work too.
   */
  Duration processorTime() {
    return qemu.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  boolean isOn() {
    return qemu.isAlive();
  }

  /** Whatever was not on the card is lost. Ends this Pi's own process only. */
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

  /** The console's last lines; all of it is in the log. */
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
        log.write("%8.3f %s%n".formatted(sincePowerOn().toMillis() / 1000.0, line));
        log.flush();
      } catch (IOException e) {
        // closed: the plug is pulled
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
