/**
 * The live loop on its fixed clock: capture, normalise, classify, decide, indicate. It counts what
 * is late instead of queueing it, reports a sensor's fault once and recovers from it, takes up a
 * newly flashed model between two frames, and measures itself. A frame allocates nothing here.
 */
package smilet.device.loop;
