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
 * format version           u16               1, or 2 for a mirrored model; newer ones are refused
 * file length              u32               bytes in all, at most 1 MiB
 * grid width, height       u8, u8            1 to 128 each
 * normalisation            u8                0 none, 1 contrast
 * mirrored                 u8                version 2 only: 1
 * smile threshold          u16               probability Q0.15
 * not-smile threshold      u16               probability Q0.15
 * layer count              u8                1 to 16; then, layer by layer:
 *   kind                   u8                1 dense, 2 convolution
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
 */
package smilet.shared.file;
