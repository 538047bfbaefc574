/**
 * Where frames come from, a driver each: drawn faces and folders of images to try things with,
 * chips and cameras to use. A driver is written against Pi4J's interfaces and a {@link
 * smilet.device.clock.Clock}, so that the same code runs on a Pi and against a model of the chip.
 */
package smilet.device.sensor;
