package smilet.device.loop;

/** Is called by the loop's thread after every tick, which shows that the loop is alive. */
@FunctionalInterface
public interface TickListener {
  /** A tick has ended, at {@code nowNanos} by the loop's clock. */
  void tickEnded(long nowNanos);
}
