/** What runs on the Pi itself beside Smilet: the chips at the end of its wires, and probes. */
package emulatedpi.guest;
