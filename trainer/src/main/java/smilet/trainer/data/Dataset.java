package smilet.trainer.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import smilet.shared.error.UserError;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.PerFormat;

/** Labelled faces as frames, of one format or several. Immutable and safe for many threads. */
public final class Dataset {
  private final PixelStore pixels;
  private final List<Face> faces;
  private final int smileCount;
  private final boolean personsKnown;
  private final int skipped;

  /**
   * A face.
   *
   * @param name the file, or the line of the table
   * @param location where its pixels are in the {@link PixelStore}
   * @param person the person's number, 0 or more; -1 if the person is not known
   * @param tilted whether the data marks it as a tilted copy
   */
  record Face(
      String name, FrameFormat format, long location, boolean smile, int person, boolean tilted) {}

  private Dataset(PixelStore pixels, List<Face> faces, int skipped) {
    this.pixels = pixels;
    this.faces = faces;
    this.skipped = skipped;
    int smiles = 0;
    boolean known = true;
    for (Face face : faces) {
      smiles += face.smile() ? 1 : 0;
      known &= face.person() >= 0;
    }
    smileCount = smiles;
    personsKnown = known;
  }

  public int size() {
    return faces.size();
  }

  public int smileCount() {
    return smileCount;
  }

  public boolean smile(int index) {
    return faces.get(index).smile();
  }

  /** The indices of all faces, in order. */
  public int[] indices() {
    return IntStream.range(0, size()).toArray();
  }

  /**
   * Whether some faces include both smiles and other faces.
   *
   * @param part indices into the data
   */
  public boolean hasBothClasses(int[] part) {
    long smiles = IntStream.of(part).filter(this::smile).count();
    return smiles > 0 && smiles < part.length;
  }

  /** Its name for messages: the picture's path in the data, or the line of the table. */
  public String name(int index) {
    return faces.get(index).name();
  }

  public FrameFormat format(int index) {
    return faces.get(index).format();
  }

  /** Whether the person is known for every face. */
  public boolean personsKnown() {
    return personsKnown;
  }

  /**
   * The number of the person. If it is not known for every face, each face counts as another
   * person.
   */
  public int person(int index) {
    return personsKnown ? faces.get(index).person() : index;
  }

  /** Whether the data marks it as a tilted copy of another face. */
  public boolean tilted(int index) {
    return faces.get(index).tilted();
  }

  /** How many broken pictures were left out. */
  public int skipped() {
    return skipped;
  }

  /** How many bytes of pixels are in a temporary file because they did not fit in memory. */
  public long bytesOnDisk() {
    return pixels.fileBytes();
  }

  /**
   * Checks that no frame has fewer columns or rows than a grid.
   *
   * @throws UserError if a frame has; the message names it
   */
  public void requireAtLeast(Grid grid) {
    for (Face face : faces) {
      FrameFormat format = face.format();
      if (format.width() < grid.width() || format.height() < grid.height()) {
        throw new UserError(
            "grid %s is larger than %s, which is %dx%d; choose a smaller --grid"
                .formatted(grid, face.name(), format.width(), format.height()));
      }
    }
  }

  /** A reader for one thread. */
  public Reader reader() {
    return new Reader(this);
  }

  /** Reads faces as frames. For use by one thread, because it reuses its memory. */
  public static final class Reader {
    private final Dataset dataset;
    private final PerFormat<Frame> frames = new PerFormat<>(Frame::new);
    private byte[] packed = new byte[0];

    private Reader(Dataset dataset) {
      this.dataset = dataset;
    }

    /** The frame of a face; the next call may overwrite it. */
    public Frame frame(int index) {
      Face face = dataset.faces.get(index);
      Frame frame = frames.of(face.format());
      int length = Picture.packedLength(face.format());
      if (packed.length < length) {
        packed = new byte[length];
      }
      dataset.pixels.read(face.location(), packed, length);
      Picture.unpack(packed, 0, frame);
      return frame;
    }
  }

  /** Collects faces in a given order, from any number of threads. */
  static final class Collector {
    private final PixelStore pixels;
    private final Face[] faces;

    Collector(int capacity, long budgetBytes) {
      pixels = new PixelStore(budgetBytes);
      faces = new Face[capacity];
    }

    void put(int index, LabelTable.Entry entry, Picture picture) {
      faces[index] =
          new Face(
              entry.file(),
              picture.format(),
              pixels.add(picture.packed()),
              entry.smile(),
              entry.person(),
              entry.tilted());
    }

    Dataset finish() {
      pixels.seal();
      List<Face> kept = new ArrayList<>(faces.length);
      for (Face face : faces) {
        if (face != null) {
          kept.add(face);
        }
      }
      return new Dataset(pixels, kept, faces.length - kept.size());
    }
  }
}
