/**
 * What shows a reading: an LED and its brightness, lines of JSON, lines of text, a live picture in
 * the terminal. None allocates a frame, and each can be put out from any thread.
 */
package smilet.device.indicator;
