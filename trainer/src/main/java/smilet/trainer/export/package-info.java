/**
 * Exports a model to C: {@link smilet.trainer.export.CLibrary} is a model as a C99 library that
 * gives the same bits as {@code smilet.shared}, with the files that Arduino, PlatformIO, ESP-IDF,
 * the Pico SDK and make need; {@link smilet.trainer.export.Footprint} says beforehand what it takes
 * of a microcontroller. The C code itself stands in this package's resources as real C files, in
 * which only the prefix, the constants and the tables are filled in. Depends on {@code
 * smilet.shared} only.
 */
package smilet.trainer.export;
