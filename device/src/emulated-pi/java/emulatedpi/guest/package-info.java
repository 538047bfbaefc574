/**
 * Programs that run on the emulated Pi beside Smilet: the chips at the end of its wires, and
 * probes.
 */
package emulatedpi.guest;
