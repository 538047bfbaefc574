package smilet.shared.file;

import java.util.ArrayList;
import java.util.List;
import smilet.shared.finder.Detections;
import smilet.shared.finder.FaceFinder;
import smilet.shared.finder.Finder;
import smilet.shared.frame.Frame;

/**
 * A picture and the faces that a finder must find in it: a proof, on the device itself, that it
 * computes what the trainer measured.
 *
 * @param frame at most 8 bits per pixel; a copy of the given frame, so do not write to it
 * @param smallestSide pixels per side of the smallest faces that are looked for
 * @param faces the answer, the highest score first, exact to the bit
 */
public record GoldenPicture(Frame frame, int smallestSide, List<Face> faces) {
  /**
   * A found face.
   *
   * @param x column of the box's first pixel
   * @param y row of the box's first pixel
   * @param side pixels per side of the box
   * @param scoreQ16 the finder's score, Q15.16
   */
  public record Face(int x, int y, int side, int scoreQ16) {}

  public GoldenPicture {
    frame.requireInRange();
    if (frame.format().bits() > 8) {
      throw new IllegalArgumentException(
          "a golden picture has at most 8 bits per pixel, this one has " + frame.format());
    }
    Frame copy = new Frame(frame.format());
    copy.copyFrom(frame);
    frame = copy;
    faces = List.copyOf(faces);
  }

  /** Makes a golden picture from what {@code finder} finds now. */
  public static GoldenPicture of(Finder finder, Frame frame, int smallestSide) {
    return new GoldenPicture(frame, smallestSide, answer(finder, frame, smallestSide));
  }

  /** Whether {@code finder} finds exactly these faces on this machine. */
  public boolean holds(Finder finder) {
    return answer(finder, frame, smallestSide).equals(faces);
  }

  private static List<Face> answer(Finder finder, Frame frame, int smallestSide) {
    Detections found = new Detections();
    new FaceFinder(finder, frame.format(), smallestSide).find(frame, found);
    List<Face> faces = new ArrayList<>();
    for (int i = 0; i < found.count(); i++) {
      faces.add(new Face(found.x(i), found.y(i), found.side(i), found.scoreQ16(i)));
    }
    return faces;
  }
}
