/**
 * Faces in a whole picture. A {@link smilet.shared.finder.Finder} is a small network that says of a
 * square window how much it looks like a face; a {@link smilet.shared.finder.FaceFinder} runs it at
 * every place and in every size of a picture and merges what overlaps; a {@link
 * smilet.shared.finder.FaceTracker} follows faces from picture to picture at a bounded cost.
 * Everything is integer arithmetic, the same bits on every machine, and nothing allocates per
 * picture. May use {@code fixed}, {@code frame} and {@code model}.
 */
package smilet.shared.finder;
