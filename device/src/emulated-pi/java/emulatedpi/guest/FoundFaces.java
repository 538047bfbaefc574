package emulatedpi.guest;

import java.util.SplittableRandom;
import smilet.shared.faces.FacePainter;
import smilet.shared.finder.Detections;
import smilet.shared.finder.FaceFinder;
import smilet.shared.finder.Finder;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.ready.ReadyFinder;

/**
 * {@code FoundFaces}: prints the boxes and scores that the ready-made finder finds in one picture
 * of 160x120. What two processors print is compared. The picture shows drawn faces, and the
 * threshold is so low that other places are found too.
 */
public final class FoundFaces {
  private static final FrameFormat FORMAT = new FrameFormat(160, 120, 8);
  private static final int LOWER_Q16 = 4 << 16;

  private FoundFaces() {}

  public static void main(String[] args) {
    System.out.println(answer());
  }

  /** The boxes, the highest score first, in one line. */
  public static String answer() {
    Finder ready = ReadyFinder.all().getFirst().file().finder();
    Finder finder = ready.withThreshold(ready.thresholdQ16() - LOWER_Q16);
    Detections faces = new Detections();
    new FaceFinder(finder, FORMAT, finder.side()).find(picture(), faces);
    StringBuilder text = new StringBuilder().append(faces.count()).append(" boxes:");
    for (int i = 0; i < faces.count(); i++) {
      text.append(' ').append(faces.x(i)).append(',').append(faces.y(i));
      text.append(',').append(faces.side(i)).append('=').append(faces.scoreQ16(i));
    }
    return text.toString();
  }

  private static Frame picture() {
    Frame picture = new Frame(FORMAT);
    SplittableRandom random = new SplittableRandom(15);
    for (int i = 0; i < picture.pixels().length; i++) {
      picture.pixels()[i] = (char) (60 + i % FORMAT.width() / 2 + random.nextInt(20));
    }
    FacePainter painter = new FacePainter(15);
    draw(painter, 40, 8, 10, picture);
    draw(painter, 64, 84, 40, picture);
    return picture;
  }

  private static void draw(FacePainter painter, int side, int left, int top, Frame picture) {
    Frame face = new Frame(new FrameFormat(side, side, 8));
    painter.paint(face, 1);
    for (int i = 0; i < face.pixels().length; i++) {
      int at = (top + i / side) * FORMAT.width() + left + i % side;
      picture.pixels()[at] = face.pixels()[i];
    }
  }
}
