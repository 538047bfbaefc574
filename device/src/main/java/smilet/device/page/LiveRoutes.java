package smilet.device.page;

import java.util.Optional;
import java.util.function.Supplier;
import smilet.device.loop.Summary;
import smilet.device.supply.ModelHandover;

/**
 * What the loop sees: {@code /next} waits for the moment after the one that a browser has, {@code
 * /minute} gives the percentages of the last minute. Browsers pull, so a slow one gets fewer
 * moments and nothing piles up.
 */
final class LiveRoutes {
  private static final long WAIT_MILLIS = 10_000;

  private final PageFeed feed;
  private final MomentWriter writer;
  private final PageFeed.Moment moment;
  private long writtenSequence;
  private byte[] written = new byte[0];

  LiveRoutes(
      PageFeed feed, ModelHandover models, Supplier<Summary> statistics, int framesPerSecond) {
    this.feed = feed;
    this.moment = new PageFeed.Moment(feed.format());
    this.writer = new MomentWriter(models::running, statistics, framesPerSecond);
  }

  void addTo(RouteTable table) {
    table.get("/next", this::next);
    table.get("/minute", _ -> Reply.binary(minute()));
  }

  private Reply next(Query query) throws InterruptedException {
    long after = query.require("after", LiveRoutes::number);
    return feed.await(after, WAIT_MILLIS) ? Reply.binary(newest()) : Reply.DONE;
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  /** The newest moment in bytes; several browsers that ask for the same one share them. */
  private synchronized byte[] newest() {
    feed.copyNewest(moment);
    if (moment.sequence > writtenSequence) {
      writtenSequence = moment.sequence;
      written = writer.write(moment);
    }
    return written;
  }

  /** Two bytes per reading. */
  private byte[] minute() {
    short[] permille = feed.minute();
    byte[] bytes = new byte[permille.length * Short.BYTES];
    for (int i = 0; i < permille.length; i++) {
      bytes[2 * i] = (byte) (permille[i] >> 8);
      bytes[2 * i + 1] = (byte) permille[i];
    }
    return bytes;
  }
}
