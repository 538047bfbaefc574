/**
 * The device as a service: tells systemd when it is ready, that its loop is alive, and when it
 * ends.
 */
package smilet.device.systemd;
