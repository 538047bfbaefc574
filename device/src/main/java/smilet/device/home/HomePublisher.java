package smilet.device.home;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import smilet.device.clock.Clock;
import smilet.device.loop.ProblemSource;
import smilet.shared.error.FileError;
import smilet.shared.error.OneLine;

/**
 * Keeps a connection to the broker, announces the device, publishes its state and does what the
 * broker may ask for, on one thread of its own. If the broker is away, it tries again, first after
 * a second and then ever more rarely, up to once per minute.
 */
public final class HomePublisher implements AutoCloseable {
  private static final long SECOND = 1_000_000_000L;

  /** How often problems and the model are looked at. */
  private static final long LOOK_NANOS = SECOND;

  private static final long FIRST_RETRY_NANOS = SECOND;
  private static final long LAST_RETRY_NANOS = 60 * SECOND;

  /** A connection that has lasted so long was good. */
  private static final long GOOD_NANOS = 60 * SECOND;

  /** Announcements come at most so often, however often Home Assistant says that it has started. */
  private static final long ANNOUNCE_NANOS = 10 * SECOND;

  /** How long the end of the run waits for a broker that is slow. */
  private static final long END_MILLIS = 250;

  private static final int MOST_CHARACTERS = 200;

  /**
   * What is published and changed.
   *
   * @param feed what the loop sees
   * @param model gives the name of the model that runs
   * @param problems what may be wrong with the device; the first that says something is published
   * @param controls what commands change
   * @param version of the program
   */
  public record Subject(
      HomeFeed feed,
      Supplier<String> model,
      List<ProblemSource> problems,
      HomeControls controls,
      String version) {
    public Subject {
      problems = List.copyOf(problems);
    }
  }

  private final HomeSettings settings;
  private final Subject subject;
  private final Clock clock;
  private final Topics topics;
  private final Inbox inbox;
  private final BrokerJournal journal;
  private final PublishPlan plan = new PublishPlan();
  private final MessageBudget commands = new MessageBudget(5, 10 * SECOND);
  private final Moment moment = new Moment();
  private final Thread thread = Thread.ofPlatform().daemon().name("mqtt").unstarted(this::run);
  private boolean announces;
  private long announceNanos;
  private volatile boolean ending;

  public HomePublisher(HomeSettings settings, Subject subject, Clock clock) {
    this.settings = settings;
    this.subject = subject;
    this.clock = clock;
    topics = new Topics(settings);
    inbox = new Inbox(topics);
    journal = new BrokerJournal(settings);
  }

  /** Begins to connect. */
  public void start() {
    thread.start();
  }

  /** Asks the thread to say "offline" and end; returns at once. */
  public void end() {
    ending = true;
    subject.feed().wake();
  }

  /** Ends, and waits a quarter of a second at most. */
  @Override
  public void close() {
    end();
    try {
      thread.join(END_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the program ends
    }
  }

  private void run() {
    long retryNanos = FIRST_RETRY_NANOS;
    try {
      while (!ending) {
        long beganNanos = clock.nanoTime();
        try (BrokerConnection broker =
            BrokerConnection.open(settings, topics, inbox, subject.feed()::wake)) {
          serve(broker);
        } catch (BrokerException e) {
          journal.down(e.getMessage(), clock.nanoTime());
        } catch (RuntimeException e) { // this thread must survive every broker
          journal.down("the connection failed with " + OneLine.of(e.toString()), clock.nanoTime());
        }
        boolean wasGood = clock.nanoTime() - beganNanos >= GOOD_NANOS;
        retryNanos = wasGood ? FIRST_RETRY_NANOS : Math.min(2 * retryNanos, LAST_RETRY_NANOS);
        // Not all devices of a house at the same moment.
        waitFor(ThreadLocalRandom.current().nextLong(retryNanos / 2, retryNanos));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // ends the thread; nobody does this today
    }
  }

  private void waitFor(long nanos) throws InterruptedException {
    long untilNanos = clock.nanoTime() + nanos;
    for (long left = nanos; !ending && left > 0; left = untilNanos - clock.nanoTime()) {
      subject.feed().await(left);
    }
  }

  private void serve(BrokerConnection broker) throws BrokerException, InterruptedException {
    announce(broker);
    journal.up();
    while (!ending) {
      broker.requireUp();
      long nowNanos = clock.nanoTime();
      if (inbox.takeBirth()) {
        announceLater(nowNanos);
      }
      if (announces && nowNanos - announceNanos >= 0) {
        announce(broker);
      }
      obey(nowNanos);
      publish(broker, clock.nanoTime());
      subject.feed().await(LOOK_NANOS);
    }
    broker.end();
  }

  private void announce(BrokerConnection broker) throws BrokerException {
    broker.publishRetained(topics.discovery(), Discovery.json(settings, topics, subject.version()));
    broker.publishRetained(topics.availability(), BrokerConnection.ONLINE);
    announces = false;
    announceNanos = clock.nanoTime();
    plan.announced(announceNanos);
  }

  /** Home Assistant has started: an answer at once comes before it listens. */
  private void announceLater(long nowNanos) {
    long soonNanos = nowNanos + ThreadLocalRandom.current().nextLong(SECOND, 5 * SECOND);
    announceNanos = announces ? announceNanos : Math.max(soonNanos, announceNanos + ANNOUNCE_NANOS);
    announces = true;
  }

  private void publish(BrokerConnection broker, long nowNanos) throws BrokerException {
    subject.feed().copyNewest(moment);
    moment.model = subject.model().get();
    moment.problem = problem().orElse(null);
    if (plan.publishes(moment, nowNanos)) {
      broker.publish(topics.state(), StateMessage.json(moment));
    }
  }

  private Optional<String> problem() {
    return Optional.ofNullable(moment.fault)
        .or(
            () ->
                subject.problems().stream()
                    .map(ProblemSource::problem)
                    .flatMap(Optional::stream)
                    .findFirst())
        .map(OneLine::of)
        .map(text -> text.substring(0, Math.min(text.length(), MOST_CHARACTERS)));
  }

  private void obey(long nowNanos) {
    String word = inbox.takeCommand();
    if (word == null) {
      return;
    }
    Optional<HomeCommand> command = HomeCommand.of(word).filter(settings.commands()::contains);
    if (command.isEmpty()) {
      journal.ignored(
          "the command \"" + OneLine.of(word) + "\" of the broker is not allowed here", nowNanos);
    } else if (!commands.take(nowNanos)) {
      journal.ignored("the broker sends too many commands; some are ignored", nowNanos);
    } else {
      obey(command.get(), nowNanos);
    }
  }

  private void obey(HomeCommand command, long nowNanos) {
    try {
      switch (command) {
        case PAUSE -> subject.controls().pause();
        case RESUME -> subject.controls().resume();
        case GO_BACK -> subject.controls().goBack();
      }
      journal.command("the broker asked for " + command.word());
    } catch (IOException e) {
      journal.ignored(
          "the broker asked for " + command.word() + ": " + FileError.message(e), nowNanos);
    }
  }
}
