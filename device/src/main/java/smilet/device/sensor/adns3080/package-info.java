/**
 * The ADNS-3080, the sensor of an optical mouse, used with a lens as a camera of 30x30 pixels: its
 * registers, its burst of pixels, and the waits between them.
 */
package smilet.device.sensor.adns3080;
