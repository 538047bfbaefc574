/** Chips seen from their pins: what drivers are tested against, as providers of Pi4J. */
package smilet.device.sensor.wires;
