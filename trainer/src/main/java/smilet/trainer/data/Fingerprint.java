package smilet.trainer.data;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import smilet.shared.file.Sha256;

/** The first 128 bits of the SHA-256 of a picture's shape and pixels: equal pictures have it. */
record Fingerprint(long high, long low) {
  static Fingerprint of(Picture picture) {
    MessageDigest digest = Sha256.begin();
    digest.update(
        ByteBuffer.allocate(8)
            .putInt(picture.format().width())
            .putInt(picture.format().bits())
            .array());
    ByteBuffer hash = ByteBuffer.wrap(digest.digest(picture.packed()));
    return new Fingerprint(hash.getLong(), hash.getLong());
  }

  /** The SHA-256 of the pixels, labels and persons of faces, in hexadecimal digits. */
  static String ofAll(List<Dataset.Face> faces) {
    MessageDigest digest = Sha256.begin();
    ByteBuffer buffer = ByteBuffer.allocate(22);
    for (Dataset.Face face : faces) {
      buffer
          .clear()
          .putLong(face.fingerprint().high())
          .putLong(face.fingerprint().low())
          .putInt(face.label().person())
          .put((byte) (face.label().smile() ? 1 : 0))
          .put((byte) (face.label().tilted() ? 1 : 0));
      digest.update(buffer.array());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /**
   * Finds pictures that are there more than once although they must not be.
   *
   * @return one line for those with two labels, and one for those of two persons
   */
  static List<String> repeated(List<Dataset.Face> faces) {
    Map<Fingerprint, Label> first = new HashMap<>();
    List<String> labels = new ArrayList<>();
    List<String> persons = new ArrayList<>();
    for (Dataset.Face face : faces) {
      Label label = face.label();
      Label other = first.putIfAbsent(face.fingerprint(), label);
      if (other != null && other.smile() != label.smile()) {
        labels.add(other.name() + " and " + label.name());
      } else if (other != null
          && (other.person() != label.person() || label.person() == Label.UNKNOWN_PERSON)) {
        persons.add(other.name() + " and " + label.name());
      }
    }
    List<String> lines = new ArrayList<>();
    if (!labels.isEmpty()) {
      lines.add(
          "the same picture has two labels: %s; correct one of them"
              .formatted(LoadReport.counted(labels)));
    }
    if (!persons.isEmpty()) {
      lines.add(
          ("the same picture is there twice, of different or unknown persons: %s; if one of them is"
                  + " held out, its figures are too good")
              .formatted(LoadReport.counted(persons)));
    }
    return lines;
  }
}
