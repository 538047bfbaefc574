/**
 * Reads TOML files of limited size: configurations and calibrations. It depends on no other package
 * of the device.
 */
package smilet.device.toml;
