package smilet.device.capture;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import smilet.shared.capture.CaptureName;
import smilet.shared.file.Sha256;

/**
 * Captured frames as lines of text, which the desktop reads through ssh: {@code smilet-captures 1
 * COUNT}, then per frame either {@code have NAME}, if the reader has it already, or {@code file
 * NAME SHA256 BASE64}, and {@code end}.
 */
public final class CaptureStream {
  private CaptureStream() {}

  /**
   * Writes the frames of a folder.
   *
   * @param present names of frames that the reader has
   */
  public static void write(CaptureFolder folder, Set<CaptureName> present, PrintStream out)
      throws IOException {
    List<CaptureName> names = folder.list();
    out.println("smilet-captures 1 " + names.size());
    for (CaptureName name : names) {
      if (present.contains(name)) {
        out.println("have " + name);
      } else {
        byte[] bytes = folder.read(name);
        String base64 = Base64.getEncoder().encodeToString(bytes);
        out.println("file %s %s %s".formatted(name, Sha256.hex(bytes), base64));
      }
    }
    out.println("end");
    out.flush();
  }
}
