package smilet.trainer.collect;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import smilet.shared.capture.CaptureName;
import smilet.trainer.flash.RemoteCommand;
import smilet.trainer.flash.SshSettings;
import smilet.trainer.flash.Target.SshHost;

/** Brings the captured frames of one device. */
public final class Collector {
  private final SshSettings settings;
  private final SshHost host;

  /**
   * What was brought.
   *
   * @param stored how many frames are new here, or have another label than before
   * @param onDevice the frames on the device, all of which are here now
   */
  public record Result(int stored, List<CaptureName> onDevice) {}

  /**
   * @param settings how the device is reached; its command is the program on the device
   */
  public Collector(SshSettings settings, SshHost host) {
    this.settings = settings;
    this.host = host;
  }

  /**
   * Brings the frames that are not in a folder yet. After a failure, those that came are in the
   * folder and its table, so another call goes on from there.
   */
  public Result collect(CollectedFolder folder) throws IOException, InterruptedException {
    FrameReader reader = new FrameReader(folder);
    byte[] present = lines(List.copyOf(folder.frames().values()));
    try {
      RemoteCommand.run(settings.with("captures send"), host, present, reader);
      reader.requireComplete();
    } catch (IOException e) {
      throw e.getMessage().contains("permission denied")
          ? new IOException(
              e.getMessage()
                  + "; if the service captured them, add --remote-command \"sudo -n smilet-device\"",
              e)
          : e;
    } finally {
      folder.writeTable();
    }
    return new Result(reader.stored(), reader.onDevice());
  }

  /** Deletes frames on the device. */
  public void deleteThere(List<CaptureName> frames) throws IOException, InterruptedException {
    RemoteCommand.run(
        settings.with("captures delete --listed"),
        host,
        lines(frames),
        OutputStream.nullOutputStream());
  }

  private static byte[] lines(List<CaptureName> names) {
    return names.stream()
        .map(name -> name + "\n")
        .collect(Collectors.joining())
        .getBytes(StandardCharsets.US_ASCII);
  }
}
