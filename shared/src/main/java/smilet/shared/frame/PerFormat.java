package smilet.shared.frame;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * One thing per format of frames, because the pictures of a folder may differ in size. It is made
 * when it is first asked for; of many formats the latest few are kept. Belongs to one thread.
 *
 * @param <T> what is made
 */
public final class PerFormat<T> {
  private static final int KEPT = 16;

  private final Function<FrameFormat, T> maker;
  private final List<Made<T>> made = new ArrayList<>();

  private record Made<T>(FrameFormat format, T thing) {}

  public PerFormat(Function<FrameFormat, T> maker) {
    this.maker = maker;
  }

  /** The thing for a format. */
  public T of(FrameFormat format) {
    for (Made<T> ready : made) {
      if (ready.format().equals(format)) {
        return ready.thing();
      }
    }
    if (made.size() == KEPT) {
      made.removeFirst();
    }
    T thing = maker.apply(format);
    made.add(new Made<>(format, thing));
    return thing;
  }
}
