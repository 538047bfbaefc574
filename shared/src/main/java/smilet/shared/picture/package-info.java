/**
 * Picture files: which files of a folder are pictures ({@link smilet.shared.picture.PictureFolder})
 * and how a picture becomes a grey frame ({@link smilet.shared.picture.PictureFile}), for the
 * trainer's data sets and for the device's replay alike, so that both see the same pixels. It
 * depends on {@code frame}, {@code fixed} and {@code error}, and on the JDK's decoders, which are
 * loaded when the first picture that is not a PGM is read and not before.
 */
package smilet.shared.picture;
