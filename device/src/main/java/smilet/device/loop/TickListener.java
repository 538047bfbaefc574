package smilet.device.loop;

/** Is told by the loop's own thread that the loop is alive. */
@FunctionalInterface
public interface TickListener {
  /** A tick has ended, at {@code nowNanos} by the loop's clock. */
  void tickEnded(long nowNanos);
}
