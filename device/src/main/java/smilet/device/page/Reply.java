package smilet.device.page;

import java.nio.charset.StandardCharsets;

/**
 * What a request is answered with.
 *
 * @param status the HTTP status
 * @param type the media type
 * @param bytes the body; empty with status 204
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Reply(int status, String type, byte[] bytes) {
  /** Done, and there is nothing to say. */
  static final Reply DONE = new Reply(204, "", new byte[0]);

  static Reply binary(byte[] bytes) {
    return new Reply(200, "application/octet-stream", bytes);
  }

  static Reply json(byte[] bytes) {
    return new Reply(200, "application/json", bytes);
  }

  /** A refusal or an error, with the reason for people. */
  static Reply refusal(int status, String reason) {
    return new Reply(
        status, "text/plain; charset=utf-8", (reason + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
