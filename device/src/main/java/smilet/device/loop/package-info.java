/**
 * The live loop on a fixed clock: capture, normalise, classify, decide, indicate. It counts missed
 * ticks instead of queueing them, reports a sensor's fault once and recovers from it, takes up a
 * new model between two frames, and measures its latencies. It allocates nothing per frame. It uses
 * sensors, indicators, and the handover of models, and does not know where any of them come from.
 */
package smilet.device.loop;
