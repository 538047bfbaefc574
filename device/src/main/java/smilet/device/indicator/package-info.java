/**
 * Outputs for readings: an LED and its brightness, lines of JSON, lines of text, a live picture in
 * the terminal. None allocates anything per frame, and each can be turned off from any thread. This
 * package depends on no other package of the device.
 */
package smilet.device.indicator;
