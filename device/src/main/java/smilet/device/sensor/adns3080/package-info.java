/**
 * The ADNS-3080, the sensor of an optical mouse, used with a lens as a camera of 30x30 pixels: its
 * registers, the transfer of its pixels, and the pauses that it needs.
 */
package smilet.device.sensor.adns3080;
