package smilet.device.sensor;

import java.nio.file.Path;
import java.util.Optional;
import smilet.device.sensor.mcp3008.Wiring;

/**
 * Which sensor there is, how it is wired, and how it is mounted.
 *
 * @param sensor a kind, and after a colon what it needs: "faces", "faces:SEED", "replay:DIR",
 *     "mcp3008", "adns3080", "pipe:WIDTHxHEIGHT:PIXELS:COMMAND"
 * @param wiring of an MCP3008 grid
 * @param calibration file of an MCP3008 grid, as {@code calibrate} writes it
 * @param selectGpio the pin wired to NCS of an ADNS-3080
 * @param resetGpio the pin wired to RESET of an ADNS-3080
 * @param mounting of any sensor
 * @param patienceNanos how long a real sensor's picture may look broken; 0 is for ever
 */
public record SensorSettings(
    String sensor,
    Wiring wiring,
    Optional<Path> calibration,
    int selectGpio,
    int resetGpio,
    Mounting mounting,
    long patienceNanos) {}
