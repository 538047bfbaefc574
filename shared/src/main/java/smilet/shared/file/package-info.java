/**
 * The model file: everything a device needs to run a model and to prove that it runs it as the
 * trainer promised. One model has exactly one file: {@code decode} refuses bytes that {@code
 * encode} would not have written, so a file's SHA-256 names its model.
 *
 * <p>Integers are big-endian. Packed values follow one another most significant bit first; the last
 * byte of a packed run is filled up with zero bits.
 *
 * <pre>
 * field                    size              meaning
 * magic                    8                 89 53 4D 49 4C 45 54 0A, "\x89SMILET\n"
 * format version           u16               1, 2 if mirrored, 3 if unpadded; newer ones are refused
 * file length              u32               bytes in all, at most 1 MiB
 * kind                     u8                version 3 only: 1 (a smile model)
 * grid width, height       u8, u8            1 to 128 each
 * normalisation            u8                0 none, 1 contrast
 * mirrored                 u8                version 2: 1; version 3: 0 or 1
 * smile threshold          u16               probability Q0.15
 * not-smile threshold      u16               probability Q0.15
 * layer count              u8                1 to 16; then, layer by layer:
 *   kind                   u8                1 dense, 2 padded convolution, 3 unpadded (version 3)
 *   channels - 1           u8                convolution only: output channels
 *   kernel, stride         u8, u8            convolution only
 *   shift                  u8                0 to 46
 *   multipliers            u16 per channel   1 to 65535 (a dense layer has one channel)
 *   bias bits              u8                1 to 32, the fewest that hold every bias
 *   biases                 packed            signed, one per channel
 *   weight bits            u8                2 to 8, the fewest that hold every weight
 *   weights                packed            signed, in the layer's order
 * training record length   u16               bytes of UTF-8 that follow
 * training record          text              lines "key=value\n", keys ascending
 * golden frame count       u8                0 to 16; then, frame by frame:
 *   width, height, bits    u8, u8, u8        format of the frame
 *   pixels                 packed            unsigned, row by row
 *   logit                  i32               Q15.16, what a classifier must answer to the bit
 * signature flag           u8                0 none, 1 signed; if signed:
 *   signed at              i64               seconds since 1970-01-01 UTC
 *   public key             32                Ed25519, raw (RFC 8032)
 *   signature              64                Ed25519 over every byte before it
 * SHA-256                  32                over every byte before it
 * </pre>
 *
 * <p>A face finder has the same layers, training record, signature and hash. Between length and
 * layer count, and between training record and signature, it has
 *
 * <pre>
 * kind                     u8                2
 * window                   u8                cells per side, 12 to 48
 * threshold                i32               score from which a window is a face, Q15.16
 *
 * golden picture count     u8                0 to 4; then, picture by picture:
 *   width, height, bits    u16, u16, u8      format of the picture, at most 8 bits
 *   pixels                 packed            unsigned, row by row
 *   smallest face          u16               pixels per side
 *   face count             u8                at most 64; then, face by face, the best first:
 *     x, y, side           u16, u16, u16     the box, in pixels
 *     score                i32               Q15.16, what a finder must answer to the bit
 * </pre>
 */
package smilet.shared.file;
