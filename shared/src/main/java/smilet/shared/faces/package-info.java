/**
 * Drawn faces, for tests and demonstrations without photographs: the trainer fills a folder with
 * them, and the device shows one in place of a sensor. The same seed gives the same pixels on every
 * CPU, because all arithmetic is plain IEEE double and {@link java.lang.StrictMath}.
 */
package smilet.shared.faces;
