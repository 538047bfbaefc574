/**
 * Picture files: PNG, JPEG and PGM become grey frames here, for the trainer's data sets and for the
 * device's replay alike, so that both see the same pixels. It depends on {@code frame}, {@code
 * fixed} and {@code error}, and on the JDK's decoders, which are loaded when the first PNG or JPEG
 * is read and not before.
 */
package smilet.shared.picture;
