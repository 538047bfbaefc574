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
  private long writtenSequence;
  private byte[] written = new byte[0];

  LiveRoutes(
      PageFeed feed, ModelHandover models, Supplier<Summary> statistics, int framesPerSecond) {
    this.feed = feed;
    this.writer = new MomentWriter(models::running, statistics, framesPerSecond);
  }

  void addTo(RouteTable table) {
    table.get("/next", this::next);
    table.get("/minute", _ -> Reply.binary(minute()));
  }

  private Reply next(Query query) throws InterruptedException {
    long after = query.require("after", LiveRoutes::number);
    PageFeed.Moment mine = new PageFeed.Moment(feed.format());
    return feed.await(after, WAIT_MILLIS, mine) ? Reply.binary(written(mine)) : Reply.DONE;
  }

  private static Optional<Long> number(String text) {
    return text.matches("[0-9]{1,18}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
  }

  /** The moment in bytes; several browsers that ask for the same one share them. */
  private synchronized byte[] written(PageFeed.Moment newest) {
    if (newest.sequence > writtenSequence) {
      writtenSequence = newest.sequence;
      written = writer.write(newest);
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
