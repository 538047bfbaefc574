package smilet.trainer.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import smilet.shared.error.UserError;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.PerFormat;

/** Labelled faces as frames, of one format or several. Immutable and safe for many threads. */
public final class Dataset {
  private final List<Face> faces;
  private final int smileCount;
  private final boolean personsKnown;
  private final int skipped;

  /**
   * A face.
   *
   * @param entry what the data says about it
   * @param pixels where its pixels are kept
   * @param location where they are in {@code pixels}
   */
  private record Face(
      LabelTable.Entry entry, FrameFormat format, PixelStore pixels, long location) {
    boolean smile() {
      return entry.smile();
    }

    int person() {
      return entry.person();
    }
  }

  private Dataset(List<Face> faces, int skipped) {
    this.faces = List.copyOf(faces);
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
    return faces.get(index).entry().file();
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
    return faces.get(index).entry().tilted();
  }

  /**
   * What the data's table says about a face in another column than those that every table has.
   *
   * @param column the column's name in the header
   * @return its value; empty if there is no such column, or the face has no value in it
   */
  public Optional<String> attribute(int index, String column) {
    return Optional.ofNullable(faces.get(index).entry().attributes().get(column))
        .filter(value -> !value.isEmpty());
  }

  /** The columns that {@link #attribute} knows, in the order of the table. */
  public SequencedSet<String> attributeColumns() {
    SequencedSet<String> columns = new LinkedHashSet<>();
    faces.forEach(face -> columns.addAll(face.entry().attributes().keySet()));
    return columns;
  }

  /** These faces, followed by other ones. */
  public Dataset followedBy(Dataset others) {
    List<Face> all = new ArrayList<>(faces);
    all.addAll(others.faces);
    return new Dataset(all, skipped + others.skipped);
  }

  /**
   * The same faces with some labels changed.
   *
   * @param correction for a name and a label, the correct label; empty if the face is to be left
   *     out
   */
  Dataset corrected(BiFunction<String, Boolean, Optional<Boolean>> correction) {
    List<Face> kept = new ArrayList<>(faces.size());
    for (Face face : faces) {
      correction
          .apply(face.entry().file(), face.smile())
          .map(
              smile ->
                  new Face(
                      face.entry().labelled(smile), face.format(), face.pixels(), face.location()))
          .ifPresent(kept::add);
    }
    return new Dataset(kept, skipped);
  }

  /** How many broken pictures were left out. */
  public int skipped() {
    return skipped;
  }

  /** How many bytes of pixels are in a temporary file because they did not fit in memory. */
  public long bytesOnDisk() {
    return faces.stream().map(Face::pixels).distinct().mapToLong(PixelStore::fileBytes).sum();
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
            String.format(
                Locale.ROOT,
                "grid %s is larger than %s, which is %dx%d; choose a smaller --grid",
                grid,
                face.entry().file(),
                format.width(),
                format.height()));
      }
    }
  }

  /** The most columns and the most rows that every frame has. */
  public Grid smallestGrid() {
    return new Grid(
        faces.stream().mapToInt(face -> face.format().width()).min().orElseThrow(),
        faces.stream().mapToInt(face -> face.format().height()).min().orElseThrow());
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
      face.pixels().read(face.location(), packed, length);
      Picture.unpack(packed, 0, frame);
      return frame;
    }
  }

  /** Collects faces in a given order, from any number of threads. */
  public static final class Collector {
    private final PixelStore pixels;
    private final Face[] faces;

    /** Collects up to {@code capacity} faces, with as many pixels in memory as usual. */
    public Collector(int capacity) {
      this(capacity, PixelStore.usualBudgetBytes());
    }

    Collector(int capacity, long budgetBytes) {
      pixels = new PixelStore(budgetBytes);
      faces = new Face[capacity];
    }

    void put(int index, LabelTable.Entry entry, Picture picture) {
      faces[index] = new Face(entry, picture.format(), pixels, pixels.add(picture.packed()));
    }

    /**
     * Puts a face.
     *
     * @param index its place, 0 to the capacity - 1
     * @param person the person's number, 0 or more
     * @param frame copied
     */
    public void put(int index, String name, boolean smile, int person, Frame frame) {
      put(index, new LabelTable.Entry(name, smile, person, false), Picture.of(frame));
    }

    /** The faces that were put. */
    public Dataset finish() {
      pixels.seal();
      List<Face> kept = new ArrayList<>(faces.length);
      for (Face face : faces) {
        if (face != null) {
          kept.add(face);
        }
      }
      return new Dataset(kept, faces.length - kept.size());
    }
  }
}
