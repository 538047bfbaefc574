/**
 * Faces drawn by rule, for those who have no photographs at hand: the trainer fills a folder with
 * them, and the device watches one in place of a sensor. The same seed gives the same pixels on
 * every CPU, for all arithmetic is plain IEEE double and {@link java.lang.StrictMath}.
 */
package smilet.shared.faces;
