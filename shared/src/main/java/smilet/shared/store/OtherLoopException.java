package smilet.shared.store;

import java.io.IOException;
import java.nio.file.Path;

/** Another loop runs from the same store. */
public final class OtherLoopException extends IOException {
  private static final long serialVersionUID = 1;

  /**
   * Names the loop.
   *
   * @param holder the process in which it runs
   */
  OtherLoopException(Path folder, String holder) {
    super(
        "another smilet-device already runs from %s, in %s: stop it, or name another store"
            .formatted(folder, holder));
  }
}
