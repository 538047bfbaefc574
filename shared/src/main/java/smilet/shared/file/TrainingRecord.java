package smilet.shared.file;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** How a file was made: lines of "key=value", the keys ascending. */
final class TrainingRecord {
  private static final int MAX_BYTES = 0xffff;

  private TrainingRecord() {}

  /**
   * A copy of a record.
   *
   * @throws IllegalArgumentException if it cannot be written
   */
  static SortedMap<String, String> checked(Map<String, String> record) {
    SortedMap<String, String> copy = Collections.unmodifiableSortedMap(new TreeMap<>(record));
    copy.forEach(TrainingRecord::requireRecordable);
    int bytes = bytes(copy).length;
    if (bytes > MAX_BYTES) {
      throw new IllegalArgumentException(
          "training record must take at most 65535 bytes, took " + bytes);
    }
    return copy;
  }

  static void write(SortedMap<String, String> record, BitWriter out) {
    byte[] bytes = bytes(record);
    out.put(bytes.length, 16);
    out.put(bytes);
  }

  /** Reads a record. */
  static SortedMap<String, String> read(BitReader in) throws MalformedModelException {
    int length = in.unsignedShort("training record length");
    int start = in.offset();
    byte[] record = in.bytes(length, "training record");
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(record)).toString();
    } catch (CharacterCodingException notUtf8) {
      throw new MalformedModelException(start, "training record is not UTF-8", notUtf8);
    }
    SortedMap<String, String> training = new TreeMap<>();
    for (int from = 0; from < text.length(); ) {
      int equals = text.indexOf('=', from);
      int end = text.indexOf('\n', from);
      if (equals < 0 || end < equals) {
        throw new MalformedModelException(start, "training record is not lines of key=value");
      }
      training.put(text.substring(from, equals), text.substring(equals + 1, end));
      from = end + 1;
    }
    return training;
  }

  private static byte[] bytes(SortedMap<String, String> record) {
    StringBuilder text = new StringBuilder();
    record.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static void requireRecordable(String key, String value) {
    if (key.isEmpty() || key.contains("=") || hasControl(key) || hasControl(value)) {
      throw new IllegalArgumentException(
          "training record: no control characters, and no \"=\" in a key, was \"%s=%s\""
              .formatted(key, value));
    }
  }

  static boolean hasControl(String text) {
    return text.chars().anyMatch(Character::isISOControl);
  }
}
