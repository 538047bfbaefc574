/**
 * What a home automation gets over MQTT: Home Assistant finds the device by itself and sees smile,
 * percentage, problem, model and latency; if the configuration allows it, it pauses the loop or
 * goes back to the model before. The loop only leaves its newest reading in {@link
 * smilet.device.home.HomeFeed}; one thread of this package publishes it, and only that thread and
 * those of the library wait for the network. Only {@link smilet.device.home.BrokerConnection} uses
 * the library, Eclipse Paho, which is not loaded unless a broker is configured. The package uses
 * {@code indicator}, {@code loop}'s problems and {@code clock}.
 */
package smilet.device.home;
