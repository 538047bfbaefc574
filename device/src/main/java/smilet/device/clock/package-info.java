/**
 * Time, injected: the loop and the sensors' drivers read the clock and wait through one interface,
 * so that a test can step it by hand and a million frames take a second.
 */
package smilet.device.clock;
