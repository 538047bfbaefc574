/**
 * The self-test: tries the model, the sensor, the face finder if one is used, and the LED once each
 * and reports on each.
 */
package smilet.device.selftest;
