/**
 * Any camera as a sensor: a program that writes raw frames to its standard output, or whatever
 * comes in on ours. Only the newest whole frame counts; a program that ends or stalls is started
 * again.
 */
package smilet.device.sensor.pipe;
