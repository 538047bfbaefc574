/** Test doubles for drivers: models of chips behind providers of Pi4J. */
package smilet.device.sensor.wires;
