/**
 * Time: the loop and the sensor drivers read the clock and wait through one interface, so that a
 * test can step it by hand. It depends on no other package of the device.
 */
package smilet.device.clock;
