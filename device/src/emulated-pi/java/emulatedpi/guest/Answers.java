package emulatedpi.guest;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import smilet.shared.faces.FacePainter;
import smilet.shared.file.ModelFile;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.model.Classifier;

/**
 * {@code Answers FRAMES MODEL...}: prints, for each model, one hash of its exact answers to all
 * frames of a file. The hashes of two processors are compared.
 */
public final class Answers {
  private static final FrameFormat FORMAT = new FrameFormat(24, 24, 8);

  private Answers() {}

  public static void main(String[] args) throws IOException, NoSuchAlgorithmException {
    for (int i = 1; i < args.length; i++) {
      System.out.println(hash(Path.of(args[0]), Path.of(args[i])));
    }
  }

  /** Paints faces into a file, so that every processor classifies the same ones. */
  public static void paint(Path file, int count) throws IOException {
    FacePainter painter = new FacePainter(5);
    Frame frame = new Frame(FORMAT);
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
      out.writeInt(count);
      for (int i = 0; i < count; i++) {
        painter.paint(frame, (i % 21 - 10) / 10.0); // from a frown to a grin
        for (char pixel : frame.pixels()) {
          out.writeChar(pixel);
        }
      }
    }
  }

  /** The number of frames and the SHA-256 of all logits. */
  public static String hash(Path frames, Path model) throws IOException, NoSuchAlgorithmException {
    Classifier classifier = new Classifier(ModelFile.read(model).model(), FORMAT);
    Frame frame = new Frame(FORMAT);
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    ByteBuffer logit = ByteBuffer.allocate(Integer.BYTES);
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(frames)))) {
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        for (int pixel = 0; pixel < FORMAT.pixelCount(); pixel++) {
          frame.pixels()[pixel] = in.readChar();
        }
        digest.update(logit.putInt(0, classifier.classify(frame)).array());
      }
      return count + " frames " + HexFormat.of().formatHex(digest.digest());
    }
  }
}
