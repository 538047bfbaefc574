/**
 * Sources of frames: the interface of a sensor, its mounting and its watch, and the two sensors
 * that need no hardware, drawn faces and folders of images. The drivers of chips and cameras have
 * packages of their own below. A driver uses Pi4J's interfaces and a {@link
 * smilet.device.clock.Clock}, so that the same code runs on a Pi and against a model of the chip.
 */
package smilet.device.sensor;
