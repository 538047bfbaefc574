package smilet.trainer.heads;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import smilet.shared.error.FileError;
import smilet.shared.error.UserError;
import smilet.shared.frame.Frame;
import smilet.shared.frame.FrameFormat;
import smilet.trainer.data.Dataset;
import smilet.trainer.data.DatasetLoader.Progress;
import smilet.trainer.data.NewFolder;

/** Rendered faces as a data set: in a folder, in the form that the trainer reads, or in memory. */
public final class RenderedFaces {
  /** Where the head model's authors publish it. */
  public static final String HEAD_MODEL_URL = "https://github.com/USC-ICT/ICT-FaceKit";

  /** Least and largest side of a picture. */
  public static final int MIN_SIDE = 16;

  public static final int MAX_SIDE = 256;

  /** The side that suits most grids. */
  public static final int USUAL_SIDE = 64;

  /** Faces that are rendered before their lines are written. */
  private static final int CHUNK = 512;

  private RenderedFaces() {}

  /**
   * Which faces.
   *
   * @param purpose what they are for
   * @param count 1 or more
   * @param seed decides which people are rendered
   * @param side pixels, {@value #MIN_SIDE} to {@value #MAX_SIDE}
   */
  public record Series(Purpose purpose, int count, long seed, int side) {
    public Series {
      if (count < 1) {
        throw new IllegalArgumentException("count must be 1 or more, was " + count);
      }
      if (side < MIN_SIDE || side > MAX_SIDE) {
        throw new IllegalArgumentException(
            String.format(Locale.ROOT, "size must be %d to %d, was %d", MIN_SIDE, MAX_SIDE, side));
      }
    }

    /** Faces to learn smiles from, of the usual size. */
    public static Series ofSmiles(int count, long seed) {
      return new Series(Purpose.SMILES, count, seed, USUAL_SIDE);
    }
  }

  /** Renders faces on any number of threads, with a renderer for each thread at a time. */
  private static final class RendererPool {
    private final HeadRenderer.Tables tables;
    private final Series series;
    private final ConcurrentLinkedDeque<HeadRenderer> free = new ConcurrentLinkedDeque<>();

    RendererPool(HeadRenderer.Tables tables, Series series) {
      this.tables = tables;
      this.series = series;
    }

    RenderedFace render(int number) {
      HeadRenderer waiting = free.poll();
      HeadRenderer renderer =
          waiting == null ? new HeadRenderer(tables, series.purpose(), series.side()) : waiting;
      RenderedFace face = renderer.render(series.seed(), number);
      free.push(renderer);
      return face;
    }
  }

  /**
   * Renders faces into a new folder. The same head model and series give the same bytes on every
   * CPU and with any number of threads. The table labels.csv lists a face only after its picture is
   * written, so a folder that is left half filled can be used.
   *
   * @param folder where they go; must be absent or empty
   * @param headModel a clone of ICT-FaceKit
   * @throws UserError if the folder is not empty, or the head model is absent or not whole
   */
  public static void render(Path folder, Path headModel, Series series, Progress progress)
      throws FileError {
    HeadRenderer.Tables tables;
    try {
      NewFolder.require(folder);
      tables = read(headModel);
      renderAll(folder, tables, series, progress);
    } catch (IOException e) {
      throw FileError.within("cannot render faces into", folder, e);
    } catch (UncheckedIOException e) {
      throw FileError.within("cannot render faces into", folder, e.getCause());
    }
  }

  /**
   * Renders faces into memory: the same faces, in the same order, as {@link #render} writes.
   *
   * @param headModel a clone of ICT-FaceKit
   * @throws UserError if the head model is absent or not whole
   */
  public static Dataset inMemory(Path headModel, Series series, Progress progress)
      throws FileError {
    RendererPool pool = new RendererPool(read(headModel), series);
    int count = series.count();
    AtomicInteger done = new AtomicInteger();
    Dataset.Collector collector = new Dataset.Collector(count);
    IntStream.range(0, count)
        .parallel()
        .forEach(
            i -> {
              RenderedFace face = pool.render(i);
              boolean smile = face.label() == Smile.Label.SMILE;
              collector.put(i, "rendered face " + i, smile, i, frame(face.greys(), series.side()));
              progress.done(done.incrementAndGet(), count);
            });
    return collector.finish();
  }

  private static Frame frame(byte[] greys, int side) {
    Frame frame = new Frame(new FrameFormat(side, side, 8));
    for (int i = 0; i < greys.length; i++) {
      frame.pixels()[i] = (char) (greys[i] & 0xff);
    }
    return frame;
  }

  private static HeadRenderer.Tables read(Path headModel) throws FileError {
    try {
      return HeadRenderer.Tables.of(HeadModelReader.read(headModel));
    } catch (IOException e) {
      throw FileError.within("cannot read the head model in", headModel, e);
    }
  }

  private static void renderAll(
      Path folder, HeadRenderer.Tables tables, Series series, Progress progress)
      throws IOException {
    int count = series.count();
    Files.createDirectories(folder.resolve("smile"));
    Files.createDirectories(folder.resolve("not-smile"));
    RendererPool pool = new RendererPool(tables, series);
    AtomicInteger done = new AtomicInteger();
    try (OutputStream table = Files.newOutputStream(folder.resolve("labels.csv"))) {
      table.write(bytes(RenderedFace.COLUMNS + "\n"));
      for (int from = 0; from < count; from += CHUNK) {
        String[] lines = new String[Math.min(CHUNK, count - from)];
        int first = from;
        IntStream.range(0, lines.length)
            .parallel()
            .forEach(
                i -> {
                  lines[i] = write(folder, pool.render(first + i), first + i, series.side());
                  progress.done(done.incrementAndGet(), count);
                });
        // One write per chunk: a program that is killed leaves no half line.
        table.write(bytes(String.join("", lines)));
      }
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String write(Path folder, RenderedFace face, int number, int side) {
    String file = String.format(Locale.ROOT, "%s/%06d.png", face.label().text(), number);
    try {
      Files.write(folder.resolve(file), GreyPng.encode(face.greys(), side));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return face.line(file, number) + "\n";
  }
}
