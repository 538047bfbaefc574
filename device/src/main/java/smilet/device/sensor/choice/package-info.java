/**
 * Which sensor the device uses: each kind with its settings as a type, so that everything else asks
 * the choice instead of comparing names. To add a sensor, add its kind to {@link
 * smilet.device.sensor.choice.SensorKind} and follow the compiler's errors. This package knows all
 * drivers and the board; the drivers do not know it.
 */
package smilet.device.sensor.choice;
