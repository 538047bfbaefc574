package smilet.shared.picture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Formats of pictures, those that are read and those that only are recognised, so that a message
 * can name them. The endings of names decide which files of a folder are pictures; the content
 * alone decides how a picture is read.
 */
enum PictureFormat {
  PNG("png"),
  JPEG("jpg jpeg jpe jfif"),
  PGM("pgm"),
  BMP("bmp dib"),
  GIF("gif"),
  TIFF("tif tiff"),
  WEBP("webp"),
  HEIC("heic heif hif"),
  AVIF("avif"),
  JPEG_XL("jxl"),
  JPEG_2000("jp2 j2k jpx"),
  PPM("ppm pbm pnm pam"),
  PSD("psd"),
  SVG("svg"),
  CAMERA_RAW("cr2 cr3 nef arw dng raf orf rw2");

  /** As many bytes of a file as {@link #of} looks at. */
  static final int HEAD_BYTES = 512;

  /** Separated by blanks. */
  private final String endings;

  PictureFormat(String endings) {
    this.endings = endings;
  }

  /** The format that the ending of a file's name stands for, in small or capital letters. */
  static Optional<PictureFormat> ofName(Path path) {
    Path last = path.getFileName();
    String name = last == null ? "" : last.toString();
    int dot = name.lastIndexOf('.');
    String ending = name.substring(dot + 1).toLowerCase(Locale.ROOT);
    return dot <= 0
        ? Optional.empty()
        : Arrays.stream(values())
            .filter(format -> List.of(format.endings.split(" ")).contains(ending))
            .findAny();
  }

  /** Whether there is a reader for it. */
  boolean isRead() {
    return switch (this) {
      case PNG, JPEG, PGM, BMP, GIF, TIFF -> true;
      default -> false;
    };
  }

  /** Why a picture of a format that is not read is left out, and what helps. */
  String remedy() {
    return "it is %s, which is not read; convert it to PNG".formatted(this);
  }

  /**
   * The format of a file.
   *
   * @param head its first {@value #HEAD_BYTES} bytes, or all of them
   * @throws IOException if it is none; the message says what the file is, if that is known
   */
  static PictureFormat of(byte[] head) throws IOException {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.isEmpty()) {
      throw new IOException("it is empty");
    }
    Optional<PictureFormat> format = ofContent(text);
    if (format.isEmpty()) {
      throw new IOException(description(text));
    }
    return format.get();
  }

  private static Optional<PictureFormat> ofContent(String text) {
    PictureFormat format = null;
    if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
      format = PNG;
    } else if (text.startsWith("\u00ff\u00d8\u00ff")) {
      format = JPEG;
    } else if (text.startsWith("P2") || text.startsWith("P5")) {
      format = PGM;
    } else if (text.startsWith("BM")) {
      format = BMP;
    } else if (text.startsWith("GIF8")) {
      format = GIF;
    } else if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
      format = TIFF;
    } else if (text.startsWith("RIFF") && text.startsWith("WEBP", 8)) {
      format = WEBP;
    } else if (text.startsWith("ftyp", 4)) {
      format = ofIsoBrand(text);
    } else if (text.startsWith("\u00ff\n") || text.startsWith("\0\0\0\fJXL ")) {
      format = JPEG_XL;
    } else if (text.startsWith("\0\0\0\fjP") || text.startsWith("\u00ffO\u00ffQ")) {
      format = JPEG_2000;
    } else if (text.matches("(?s)P[13467]\\s.*")) {
      format = PPM;
    } else if (text.startsWith("8BPS")) {
      format = PSD;
    } else if (text.contains("<svg")) {
      format = SVG;
    }
    return Optional.ofNullable(format);
  }

  /** HEIC, AVIF and videos are of one family. Its brands stand in the first box of the file. */
  private static PictureFormat ofIsoBrand(String text) {
    String brands = text.substring(8, Math.min(text.length(), Math.max(12, text.charAt(3))));
    if (brands.contains("avif") || brands.contains("avis")) {
      return AVIF;
    }
    if (brands.contains("crx")) {
      return CAMERA_RAW;
    }
    return brands.contains("hei") || brands.contains("hev") || brands.contains("mif1")
        ? HEIC
        : null;
  }

  /** What a file is that is no picture. */
  private static String description(String text) {
    String start = text.strip().toLowerCase(Locale.ROOT);
    if (start.startsWith("<!doctype html") || start.startsWith("<html")) {
      return "it is a web page, not a picture; download the picture again";
    }
    if (start.startsWith("version https://git-lfs")) {
      return "it is a pointer of Git LFS, not a picture; git lfs pull gets the picture";
    }
    if (text.chars().allMatch(character -> character == 0)) {
      return "it begins with zeros only, as after a copy that failed; copy the picture again";
    }
    return "it is not a picture of a known format; PNG and JPEG are read, for example";
  }

  /** Its usual name, "JPEG 2000". */
  @Override
  public String toString() {
    return switch (this) {
      case WEBP -> "WebP";
      case CAMERA_RAW -> "a camera's raw format";
      default -> name().replace('_', ' ');
    };
  }
}
