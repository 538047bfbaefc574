package smilet.trainer.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import smilet.shared.error.UserError;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.shared.frame.Grid;
import smilet.shared.frame.PerFormat;
import smilet.shared.picture.SkippedFile;

/** Labelled faces as frames, of one format or several. Immutable and safe for many threads. */
public final class Dataset {
  private final List<Face> faces;
  private final int smileCount;
  private final boolean personsKnown;
  private final int[] persons;
  private final LoadReport report;

  /**
   * A face.
   *
   * @param label what the data says about it
   * @param pixels where its pixels are kept
   * @param location where they are in {@code pixels}
   * @param fingerprint of its pixels
   */
  record Face(
      Label label, FrameFormat format, PixelStore pixels, long location, Fingerprint fingerprint) {
    Face labelled(boolean smile) {
      return new Face(label.labelled(smile), format, pixels, location, fingerprint);
    }
  }

  private Dataset(List<Face> faces, LoadReport report) {
    this.faces = List.copyOf(faces);
    this.report = report;
    int smiles = 0;
    boolean known = true;
    for (Face face : faces) {
      smiles += face.label().smile() ? 1 : 0;
      known &= face.label().person() != Label.UNKNOWN_PERSON;
    }
    smileCount = smiles;
    personsKnown = known;
    persons = persons(faces);
  }

  /** The persons' numbers; each unknown person gets the next number that no other has. */
  private static int[] persons(List<Face> faces) {
    Set<Integer> known = new HashSet<>();
    faces.forEach(face -> known.add(face.label().person()));
    int[] persons = new int[faces.size()];
    int free = 0;
    for (int i = 0; i < persons.length; i++) {
      persons[i] = faces.get(i).label().person();
      if (persons[i] == Label.UNKNOWN_PERSON) {
        while (known.contains(free)) {
          free++;
        }
        persons[i] = free++;
      }
    }
    return persons;
  }

  public int size() {
    return faces.size();
  }

  public int smileCount() {
    return smileCount;
  }

  public boolean smile(int index) {
    return faces.get(index).label().smile();
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
    return faces.get(index).label().name();
  }

  public FrameFormat format(int index) {
    return faces.get(index).format();
  }

  /** Whether the person is known for every face. */
  public boolean personsKnown() {
    return personsKnown;
  }

  /**
   * The number of the person. Each face of which the person is not known counts as another person.
   */
  public int person(int index) {
    return persons[index];
  }

  /** Whether the data marks it as a tilted copy of another face. */
  public boolean tilted(int index) {
    return faces.get(index).label().tilted();
  }

  /**
   * What the data's table says about a face in another column than those that every table has.
   *
   * @param column the column's name in the header
   * @return its value; empty if there is no such column, or the face has no value in it
   */
  public Optional<String> attribute(int index, String column) {
    return Optional.ofNullable(faces.get(index).label().attributes().get(column))
        .filter(value -> !value.isEmpty());
  }

  /** The columns that {@link #attribute} knows, in the order of the table. */
  public SequencedSet<String> attributeColumns() {
    SequencedSet<String> columns = new LinkedHashSet<>();
    faces.forEach(face -> columns.addAll(face.label().attributes().keySet()));
    return columns;
  }

  /** These faces, followed by other ones. */
  public Dataset followedBy(Dataset others) {
    List<Face> all = new ArrayList<>(faces);
    all.addAll(others.faces);
    return new Dataset(all, report.followedBy(others.report));
  }

  /**
   * Only some of the faces.
   *
   * @param part indices into the data
   */
  public Dataset only(int[] part) {
    return new Dataset(IntStream.of(part).mapToObj(faces::get).toList(), report);
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
          .apply(face.label().name(), face.label().smile())
          .map(face::labelled)
          .ifPresent(kept::add);
    }
    return new Dataset(kept, report);
  }

  /** How many broken pictures were left out. */
  public int skipped() {
    return report.broken();
  }

  /** What was left out, and what else the user should know about the data. */
  public LoadReport report() {
    return report;
  }

  /**
   * Tells data apart: 64 hexadecimal digits that depend on the pixels, labels and persons of all
   * faces and on their order.
   */
  public String contentHash() {
    return Fingerprint.ofAll(faces);
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
                face.label().name(),
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
    private final List<Face> faces;
    private final List<SkippedFile> skipped = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** Collects about {@code capacity} faces, with as many pixels in memory as usual. */
    public Collector(int capacity) {
      this(capacity, PixelStore.usualBudgetBytes());
    }

    Collector(int capacity, long budgetBytes) {
      pixels = new PixelStore(budgetBytes);
      faces = new ArrayList<>(capacity);
    }

    /**
     * Puts a face.
     *
     * @param index its place among the faces; places may be left empty
     */
    void put(int index, Label label, Picture picture) {
      Fingerprint fingerprint = Fingerprint.of(picture);
      long location = pixels.add(picture.packed());
      Face face = new Face(label, picture.format(), pixels, location, fingerprint);
      synchronized (this) {
        while (faces.size() <= index) {
          faces.add(null);
        }
        faces.set(index, face);
      }
    }

    /**
     * Puts a face.
     *
     * @param index its place, from 0 on
     * @param person the person's number, 0 or more
     * @param frame copied
     */
    public void put(int index, String name, boolean smile, int person, Frame frame) {
      put(index, new Label(name, smile, person), Picture.of(frame));
    }

    synchronized void skip(SkippedFile file) {
      skipped.add(file);
    }

    synchronized void warn(String warning) {
      warnings.add(warning);
    }

    /** The faces that were put. */
    public Dataset finish() {
      return finish(Path.of(""));
    }

    /** The faces that were put, which are of a folder or a table. */
    synchronized Dataset finish(Path data) {
      pixels.seal();
      List<Face> kept = faces.stream().filter(Objects::nonNull).toList();
      warnings.addAll(Fingerprint.repeated(kept));
      long unknown =
          kept.stream().filter(face -> face.label().person() == Label.UNKNOWN_PERSON).count();
      if (unknown > 0 && unknown < kept.size()) {
        warnings.add(
            String.format(
                Locale.ROOT,
                "faces of unknown persons: %,d; each of them counts as another person",
                unknown));
      }
      skipped.sort(null);
      return new Dataset(kept, new LoadReport(data, skipped, warnings));
    }
  }
}
