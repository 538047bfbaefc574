/** The self-test: tries the model, the sensor and the LED once each and reports on each. */
package smilet.device.selftest;
