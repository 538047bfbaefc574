package smilet.shared.picture;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.CRC32;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Picture files of every format that is read, and parts to put into them. */
final class PictureSamples {
  static final int WIDTH = 24;
  static final int HEIGHT = 16;

  private PictureSamples() {}

  /** A picture of a slope and noise, without a symmetry. */
  static BufferedImage image(int type, int width, int height) {
    Random random = new Random(width);
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int grey = (x * 160 / width + y * 60 / height + random.nextInt(30)) & 0xff;
        image.setRGB(x, y, 0xff000000 | grey << 16 | grey << 8 | grey);
      }
    }
    return image;
  }

  /** One file of every format, and of the main variants of a format. */
  static Map<String, byte[]> all() throws IOException {
    BufferedImage colour = image(BufferedImage.TYPE_3BYTE_BGR, WIDTH, HEIGHT);
    BufferedImage grey = image(BufferedImage.TYPE_BYTE_GRAY, WIDTH, HEIGHT);
    BufferedImage wide = image(BufferedImage.TYPE_USHORT_GRAY, WIDTH, HEIGHT);
    BufferedImage palette = image(BufferedImage.TYPE_BYTE_INDEXED, WIDTH, HEIGHT);
    BufferedImage bits = image(BufferedImage.TYPE_BYTE_BINARY, WIDTH, HEIGHT);
    BufferedImage alpha = image(BufferedImage.TYPE_4BYTE_ABGR, WIDTH, HEIGHT);
    Map<String, byte[]> all = new LinkedHashMap<>();
    all.put("grey.png", encode(grey, "png", null, false));
    all.put("interlaced.png", encode(colour, "png", null, true));
    all.put("wide.png", encode(wide, "png", null, false));
    all.put("palette.png", encode(palette, "png", null, false));
    all.put("alpha.png", encode(alpha, "png", null, false));
    all.put("baseline.jpg", encode(colour, "jpeg", null, false));
    all.put("progressive.jpg", encode(colour, "jpeg", null, true));
    all.put("grey.jpg", encode(grey, "jpeg", null, false));
    all.put("colour.bmp", encode(colour, "bmp", null, false));
    all.put("runs.bmp", encode(grey, "bmp", "BI_RLE8", false));
    all.put("palette.gif", encode(palette, "gif", null, true));
    for (String compression : new String[] {null, "LZW", "ZLib", "PackBits", "JPEG"}) {
      all.put(compression + ".tif", encode(colour, "tiff", compression, false));
    }
    all.put("wide.tif", encode(wide, "tiff", null, false));
    all.put("fax.tif", encode(bits, "tiff", "CCITT T.6", false));
    all.put("text.pgm", "P2 # c\n3 2 9\n0 1 2 3 4 5\n".getBytes(StandardCharsets.US_ASCII));
    all.put("bytes.pgm", "P5 3 2 255\nabcdef".getBytes(StandardCharsets.US_ASCII));
    return all;
  }

  static byte[] encode(BufferedImage image, String format, String compression, boolean progressive)
      throws IOException {
    ImageWriter writer = ImageIO.getImageWritersByFormatName(format).next();
    ImageWriteParam param = writer.getDefaultWriteParam();
    if (compression != null) {
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionType(compression);
    }
    if (progressive) {
      param.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      writer.setOutput(out);
      writer.write(null, new IIOImage(image, null, null), param);
    } finally {
      writer.dispose();
    }
    return bytes.toByteArray();
  }

  /** Exif data: a TIFF header with a directory of two tags, the second of which is Orientation. */
  static byte[] exif(ByteOrder order, int orientation) {
    ByteBuffer exif = ByteBuffer.allocate(8 + 2 + 2 * 12 + 4).order(order);
    exif.putShort(order == ByteOrder.BIG_ENDIAN ? (short) 0x4d4d : (short) 0x4949);
    exif.putShort((short) 42).putInt(8).putShort((short) 2);
    exif.putShort((short) 0x0103).putShort((short) 3).putInt(1).putInt(0);
    exif.putShort((short) 0x0112).putShort((short) 3).putInt(1);
    exif.putShort((short) orientation).putShort((short) 0);
    return exif.putInt(0).array();
  }

  /** A JPEG with another segment after its start. */
  static byte[] withSegment(byte[] jpeg, int marker, String name, byte[] content) {
    byte[] named = name.getBytes(StandardCharsets.ISO_8859_1);
    int length = 2 + named.length + content.length;
    return ByteBuffer.allocate(jpeg.length + 2 + length)
        .put(jpeg, 0, 2)
        .putShort((short) (0xff00 | marker))
        .putShort((short) length)
        .put(named)
        .put(content)
        .put(jpeg, 2, jpeg.length - 2)
        .array();
  }

  /** A PNG with another chunk after its header. */
  static byte[] withChunk(byte[] png, String type, byte[] content) {
    int header = 8 + 12 + 13;
    byte[] name = type.getBytes(StandardCharsets.US_ASCII);
    CRC32 crc = new CRC32();
    crc.update(name);
    crc.update(content);
    return ByteBuffer.allocate(png.length + 12 + content.length)
        .put(png, 0, header)
        .putInt(content.length)
        .put(name)
        .put(content)
        .putInt((int) crc.getValue())
        .put(png, header, png.length - header)
        .array();
  }
}
