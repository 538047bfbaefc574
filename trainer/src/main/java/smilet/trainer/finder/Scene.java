package smilet.trainer.finder;

import java.util.List;
import smilet.shared.frame.Frame;

/**
 * A picture and the faces in it.
 *
 * @param name of its file
 * @param picture of 8 bits
 * @param faces the box of each face
 */
public record Scene(String name, Frame picture, List<Box> faces) {
  public Scene {
    faces = List.copyOf(faces);
  }
}
