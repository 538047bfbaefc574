package smilet.device.loop;

/** Is told that the loop is alive, after every tick, by the loop itself. */
@FunctionalInterface
public interface Heartbeat {
  void beat(long nowNanos);
}
