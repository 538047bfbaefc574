/**
 * One run of the device, from opening the board, sensor, model and outputs to closing them: also on
 * SIGTERM and if the sensor hangs, and with what a run reports about itself. This package connects
 * all others; only the command line knows it.
 */
package smilet.device.run;
