/**
 * The device as a service: tells systemd when it is ready, that its loop is alive, and when it
 * ends; hears the signals that an operator sends. It depends on no other package of the device.
 */
package smilet.device.systemd;
