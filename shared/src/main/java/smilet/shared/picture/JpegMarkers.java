package smilet.shared.picture;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/**
 * What the markers of a JPEG say about it.
 *
 * @param components per pixel: 1 grey, 3 colours, 4 inks or their luma and chroma
 * @param progressive whether it is stored in several scans, all of which a decoder has to keep
 * @param scans how many there are if it is progressive
 * @param adobe the colour transform in Adobe's segment, -1 if there is no such segment
 * @param exif where the TIFF header of its Exif data begins, -1 if it has none
 * @param profile whether it has a colour profile
 */
record JpegMarkers(
    int components, boolean progressive, int scans, int adobe, long exif, boolean profile) {
  /** In Adobe's segment: the four components are luma, two chromas and black. */
  static final int YCCK = 2;

  /** The name of Exif data in a segment: "Exif", 0, 0. */
  private static final int EXIF_NAME_BYTES = 6;

  private static final int APP1 = 0xe1;
  private static final int APP2 = 0xe2;
  private static final int APP14 = 0xee;
  private static final int SCAN = 0xda;
  private static final int END = 0xd9;
  private static final int EXIF = 0x45786966;
  private static final int ADOBE = 0x41646f62;

  /** Reads the markers up to the pixels, or of all scans. The stream is at the start afterwards. */
  static JpegMarkers of(ImageInputStream in) throws IOException {
    Collected collected = new Collected();
    in.seek(2);
    try {
      int marker = nextMarker(in);
      while (marker != END && (marker != SCAN || collected.progressive)) {
        if (hasContent(marker)) {
          long segment = in.getStreamPosition();
          int length = in.readUnsignedShort();
          collected.add(marker, length, in);
          in.seek(segment + Math.max(2, length));
        }
        marker = nextMarker(in);
      }
    } catch (EOFException cutOff) {
      // The decoder reports it.
    }
    in.seek(0);
    return collected.markers();
  }

  private static final class Collected {
    private int components;
    private boolean progressive;
    private int scans;
    private int adobe = -1;
    private long exif = -1;
    private boolean profile;

    void add(int marker, int length, ImageInputStream in) throws IOException {
      if (isFrame(marker)) {
        progressive = marker == 0xc2 || marker == 0xca;
        in.skipBytes(5); // bits per sample, height, width
        components = in.readUnsignedByte();
      } else if (marker == SCAN) {
        scans++;
      } else if (marker == APP2) {
        profile = true;
      } else if (marker == APP1 && exif < 0 && length > 2 + EXIF_NAME_BYTES) {
        exif = in.readInt() == EXIF ? in.getStreamPosition() + 2 : -1;
      } else if (marker == APP14 && length >= 14 && in.readInt() == ADOBE) {
        in.skipBytes(7); // the last letter of "Adobe", the version, two sets of flags
        adobe = in.readUnsignedByte();
      }
    }

    JpegMarkers markers() {
      return new JpegMarkers(components, progressive, scans, adobe, exif, profile);
    }
  }

  private static boolean isFrame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  /** Whether a segment with a length follows, as after all markers but restarts and the like. */
  private static boolean hasContent(int marker) {
    return marker != 0x01 && (marker < 0xd0 || marker > 0xd8);
  }

  /**
   * Reads the number of the next marker, past what is between: the pixels after a scan's header.
   */
  private static int nextMarker(ImageInputStream in) throws IOException {
    int before = 0;
    int number = in.readUnsignedByte();
    while (before != 0xff || number == 0xff || number == 0) {
      before = number;
      number = in.readUnsignedByte();
    }
    return number;
  }

  /** The whole file without the segments APP2, which hold the colour profile. */
  static byte[] withoutProfile(ImageInputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    in.seek(0);
    out.write(in.readUnsignedByte());
    out.write(in.readUnsignedByte());
    int marker = nextMarker(in);
    while (marker != SCAN && marker != END) {
      byte[] content = new byte[hasContent(marker) ? Math.max(2, in.readUnsignedShort()) : 0];
      if (content.length > 0) {
        content[0] = (byte) (content.length >> 8);
        content[1] = (byte) content.length;
        in.readFully(content, 2, content.length - 2);
      }
      if (marker != APP2) {
        out.write(0xff);
        out.write(marker);
        out.writeBytes(content);
      }
      marker = nextMarker(in);
    }
    out.write(0xff);
    out.write(marker);
    byte[] part = new byte[1 << 14];
    for (int count = in.read(part); count > 0; count = in.read(part)) {
      out.write(part, 0, count);
    }
    return out.toByteArray();
  }
}
