/**
 * Smilet on an emulated Raspberry Pi, seen from the machine that emulates: boots it, types at its
 * console, pulls its plug, reads its pins.
 */
package emulatedpi;
