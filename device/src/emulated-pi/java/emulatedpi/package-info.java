/**
 * Tests of Smilet on an emulated Raspberry Pi, as they run on the machine that emulates it: they
 * boot it, type at its console, read its pins and cut its power.
 */
package emulatedpi;
