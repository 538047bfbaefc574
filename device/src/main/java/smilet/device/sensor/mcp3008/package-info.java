/**
 * A grid of photodiodes or light-dependent resistors on one or two MCP3008 converters: the chip's
 * protocol, the wiring of its channels to pixels, and the calibration of each pixel.
 */
package smilet.device.sensor.mcp3008;
