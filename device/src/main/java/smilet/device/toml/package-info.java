/**
 * Reads TOML files of limited size: configurations and calibrations. It depends on no other
 * package.
 */
package smilet.device.toml;
