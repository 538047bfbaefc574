/**
 * The command line of the device: parses options, calls the other packages, prints, and sets the
 * exit code. No other package knows it.
 */
package smilet.device.cli;
