package smilet.shared.picture;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import smilet.shared.frame.Frame;

/**
 * Pictures that decoders of the Java image I/O read. Nothing else refers to those decoders, so that
 * a program which reads no such picture does not load them.
 */
final class DecodedPicture {
  /**
   * A picture with a side beyond this is read coarser, every second pixel and so on, so that 8
   * bytes per pixel of this many squared, 32 MiB, bound what decoding takes.
   */
  private static final int FINE_SIDE = 2048;

  private static final int MOST_BYTES_PER_PIXEL = 8;

  /** Pixels of a picture that its decoder keeps as a whole, however coarse the result is. */
  private static final long MOST_PIXELS_AT_ONCE = 1L << 26;

  /** Pixels times scans: the work of a progressive JPEG, some ten seconds at most. */
  private static final long MOST_PIXELS_IN_SCANS = 1L << 31;

  /** A quarter of the heap, in KiB, is for pictures that are being decoded at the same time. */
  private static final int MEMORY_KIB =
      (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 4096);

  private static final Semaphore MEMORY = new Semaphore(MEMORY_KIB);

  /**
   * The warnings of the JPEG decoder that do not concern its pixels: a colour profile or a small
   * second picture that cannot be used, an unknown version of a segment, parameters of a scan that
   * baseline JPEG does not use.
   */
  private static final List<String> HARMLESS =
      List.of("color profile", "thumbnail", "JFIF", "Adobe", "SOS parameters");

  private static final String DAMAGED = "it is damaged or of an unusual kind";

  private DecodedPicture() {}

  /**
   * Reads a picture.
   *
   * @throws IOException if it cannot be read or its decoder finds damage
   */
  static Frame read(Path path, PictureFormat format, Shrinking shrinking) throws IOException {
    try (ImageInputStream in = new ChannelImageInput(path)) {
      JpegMarkers jpeg = format == PictureFormat.JPEG ? JpegMarkers.of(in) : null;
      Orientation orientation = Exif.orientation(format, jpeg, in);
      try {
        return decode(in, format, jpeg, orientation, shrinking);
      } catch (IOException | RuntimeException damaged) { // decoders throw both
        if (jpeg == null || !jpeg.profile()) {
          throw damaged;
        }
        // A profile that the decoder cannot use leaves the colours as they are.
        byte[] plain = JpegMarkers.withoutProfile(in);
        return decode(
            new MemoryCacheImageInputStream(new ByteArrayInputStream(plain)),
            format,
            jpeg,
            orientation,
            shrinking);
      }
    } catch (IIOException | EOFException damaged) {
      throw new IOException(description(damaged), damaged);
    } catch (RuntimeException damaged) {
      throw new IOException(DAMAGED, damaged);
    }
  }

  /** What a user can understand of what a decoder throws. */
  private static String description(Throwable damaged) {
    for (Throwable cause = damaged; cause != null; cause = cause.getCause()) {
      if (cause instanceof EOFException) {
        return "it is cut off"; // decoders wrap this in exceptions that do not say it
      }
    }
    return damaged.getMessage() == null ? DAMAGED : described(DAMAGED, damaged.getMessage());
  }

  /** Adds the words of a decoder, unless they are about its Java code. */
  private static String described(String what, String words) {
    return words.contains("Exception") ? what : what + ", its decoder says: " + words;
  }

  private static Frame decode(
      ImageInputStream in,
      PictureFormat format,
      JpegMarkers jpeg,
      Orientation orientation,
      Shrinking shrinking)
      throws IOException {
    ImageReader reader =
        ImageIO.getImageReadersByFormatName(format.name().toLowerCase(Locale.ROOT)).next();
    try {
      reader.setInput(in, true, true);
      int width = reader.getWidth(0);
      int height = reader.getHeight(0);
      PictureFile.requireSize(width, height);
      requireWork(format, jpeg, (long) width * height);
      int coarse = Math.ceilDiv(Math.max(width, height), FINE_SIDE);
      shrinking.coarse(coarse);
      ImageReadParam param = reader.getDefaultReadParam();
      param.setSourceSubsampling(
          coarse,
          coarse,
          orientation.storedColumnsReversed() ? (width - 1) % coarse : 0,
          orientation.storedRowsReversed() ? (height - 1) % coarse : 0);
      long pixels = (long) Math.ceilDiv(width, coarse) * Math.ceilDiv(height, coarse);
      int kib = (int) Math.min(MEMORY_KIB, pixels * MOST_BYTES_PER_PIXEL / 1024);
      MEMORY.acquireUninterruptibly(kib);
      try {
        return lines(reader, param, jpeg).frame(orientation, shrinking);
      } finally {
        MEMORY.release(kib);
      }
    } finally {
      reader.dispose();
    }
  }

  private static GreyLines lines(ImageReader reader, ImageReadParam param, JpegMarkers jpeg)
      throws IOException {
    List<String> damage = new ArrayList<>();
    reader.addIIOReadWarningListener((_, warning) -> addDamage(damage, warning));
    GreyLines lines =
        jpeg != null && jpeg.components() == 4
            ? GreyLines.ofInks(reader.readRaster(0, param), jpeg)
            : GreyLines.of(reader.read(0, param));
    if (!damage.isEmpty()) {
      throw new IOException(described("it is damaged or cut off", damage.getFirst()));
    }
    return lines;
  }

  private static void addDamage(List<String> damage, String warning) {
    if (HARMLESS.stream().noneMatch(warning::contains)) {
      damage.add(warning);
    }
  }

  private static void requireWork(PictureFormat format, JpegMarkers jpeg, long pixels)
      throws IOException {
    boolean rowByRow =
        format == PictureFormat.PNG || (format == PictureFormat.JPEG && !jpeg.progressive());
    if (!rowByRow && pixels > MOST_PIXELS_AT_ONCE) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "it has %,d pixels, but as %s it may have %,d; make it smaller",
              pixels,
              format,
              MOST_PIXELS_AT_ONCE));
    }
    if (jpeg != null && jpeg.progressive() && pixels * jpeg.scans() > MOST_PIXELS_IN_SCANS) {
      throw new IOException(
          String.format(
              Locale.ROOT,
              "it has %,d pixels in %,d scans, which takes too long to decode; save it again",
              pixels,
              jpeg.scans()));
    }
  }
}
