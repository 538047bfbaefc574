package smilet.trainer.finder;

import java.util.List;
import java.util.Optional;
import smilet.shared.frame.Frame;

/**
 * A picture and the faces in it.
 *
 * @param name of its file
 * @param picture of 8 bits
 * @param faces the box of each face
 * @param smiles whether each face smiles, if that is known
 */
public record Scene(String name, Frame picture, List<Box> faces, List<Optional<Boolean>> smiles) {
  public Scene {
    faces = List.copyOf(faces);
    smiles = List.copyOf(smiles);
    if (faces.size() != smiles.size()) {
      throw new IllegalArgumentException(
          "each face must have a label, were " + faces.size() + " and " + smiles.size());
    }
  }
}
