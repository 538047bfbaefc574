package smilet.trainer.collect;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import smilet.shared.capture.CaptureName;
import smilet.shared.file.Sha256;

/**
 * Reads what {@code smilet-device captures send} writes, line by line as it comes, and stores each
 * frame at once. Whatever a login shell prints before is passed over.
 */
final class FrameReader extends OutputStream {
  /** No line is longer: a frame of 640 x 480 pixels of 16 bits in base64. */
  private static final int LONGEST = 1 << 20;

  private final CollectedFolder folder;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final List<CaptureName> onDevice = new ArrayList<>();
  private int stored;
  private boolean begun;
  private boolean complete;
  private Optional<IOException> failure = Optional.empty();

  FrameReader(CollectedFolder folder) {
    this.folder = folder;
  }

  @Override
  public synchronized void write(int unit) {
    if (unit == '\n') {
      take(line.toString(StandardCharsets.ISO_8859_1).strip());
      line.reset();
    } else if (line.size() < LONGEST) {
      line.write(unit);
    }
  }

  @Override
  public synchronized void write(byte[] bytes, int offset, int length) {
    for (int i = offset; i < offset + length; i++) {
      write(bytes[i]);
    }
  }

  private void take(String text) {
    if (!begun) {
      begun = text.matches("smilet-captures 1 [0-9]{1,9}");
      return;
    }
    if (complete || failure.isPresent()) {
      return;
    }
    String[] words = text.split(" ");
    try {
      switch (words[0]) {
        case "have" -> onDevice.add(name(words, 2));
        case "file" -> store(name(words, 4), words[2], words[3]);
        case "end" -> complete = true;
        default -> throw new IOException("the device sent a line that is none of a frame");
      }
    } catch (IOException e) {
      failure = Optional.of(e);
    }
  }

  private static CaptureName name(String[] words, int count) throws IOException {
    if (words.length != count) {
      throw new IOException("the device sent an incomplete line");
    }
    return CaptureName.parse(words[1])
        .orElseThrow(() -> new IOException("the device sent a name that is none of a frame"));
  }

  private void store(CaptureName name, String hash, String base64) throws IOException {
    byte[] content;
    try {
      content = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new IOException("the frame " + name + " arrived damaged; run it again", e);
    }
    if (!Sha256.hex(content).equals(hash)) {
      throw new IOException("the frame " + name + " arrived damaged; run it again");
    }
    folder.store(name, content);
    onDevice.add(name);
    stored++;
  }

  /** How many frames were stored. */
  synchronized int stored() {
    return stored;
  }

  /** The frames on the device that are here now, too. */
  synchronized List<CaptureName> onDevice() {
    return List.copyOf(onDevice);
  }

  /**
   * Checks that everything has come.
   *
   * @throws IOException if not; frames that came are kept
   */
  synchronized void requireComplete() throws IOException {
    if (failure.isPresent()) {
      throw failure.get();
    }
    if (!complete) {
      throw new IOException("the device's answer ended too early; run it again");
    }
  }
}
