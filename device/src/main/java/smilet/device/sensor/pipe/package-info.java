/**
 * Any camera as a sensor: raw frames from a command's standard output or from our own standard
 * input. A mailbox keeps the newest whole frame, and a supervisor keeps the command running.
 */
package smilet.device.sensor.pipe;
