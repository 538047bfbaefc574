/**
 * What is in front of the sensor: the whole frame as one face, or the faces that are found and
 * followed in it, each of which the loop classifies. This package knows the finder of {@code
 * shared} and the reading of a face, and nothing of the loop.
 */
package smilet.device.scene;
