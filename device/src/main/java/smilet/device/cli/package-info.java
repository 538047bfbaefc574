/** The command line of the device: parses, calls the other packages, prints, sets the exit code. */
package smilet.device.cli;
